/* Stands between the program and the C library's file calls, for paths below one folder: fails the n-th of
   them with an error of choice, or writes down what each of them changed, so that a power cut at any of them
   can be played. Loaded by LD_PRELOAD, steered through the functions named shim_*; see tests/crash/calls.py. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
static char *paths[FDS];
static char root[4096];
static long count, nth;
static int failure, lasting, journal = -1, only_writes;
static char failed[5000];

void shim_root(const char *path) { snprintf(root, sizeof root, "%s", path); }
void shim_fail(long number, int error, int on, int writes) {
  count = 0; nth = number; failure = error; lasting = on; only_writes = writes; failed[0] = 0;
}
long shim_count(void) { return count; }
const char *shim_failed(void) { return failed; }
void shim_record(const char *path) {
  journal = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static int below(const char *path) {
  size_t n = strlen(root);
  return n && path && !strncmp(path, root, n) && (path[n] == '/' || !path[n]);
}

static const char *absolute(int folder, const char *path, char *room) {
  if (!path || path[0] == '/') return path;
  if (folder == AT_FDCWD) {
    if (!getcwd(room, 4096)) return NULL;
  } else if (folder >= 0 && folder < FDS && paths[folder]) {
    snprintf(room, 4096, "%s", paths[folder]);
  } else return NULL;
  size_t n = strlen(room);
  snprintf(room + n, 8192 - n, "/%s", path);
  return room;
}

static const char *of(int fd) { return fd >= 0 && fd < FDS ? paths[fd] : NULL; }
static void know(int fd, const char *path) {
  if (fd < 0 || fd >= FDS) return;
  free(paths[fd]);
  paths[fd] = path ? strdup(path) : NULL;
}

/* Is this the call that fails? */
static int fails(const char *call, const char *path, int writes) {
  if (!below(path) || (only_writes && !writes)) return 0;
  count++;
  if (!nth || !(count == nth || (lasting && count > nth))) return 0;
  if (!failed[0]) snprintf(failed, sizeof failed, "%s %s", call, path);
  errno = failure;
  return 1;
}

static void note(char op, const char *path, const char *other, uint64_t at, const void *data, uint64_t length) {
  if (journal < 0) return;
  int saved = errno;
  uint32_t sizes[2] = {path ? strlen(path) : 0, other ? strlen(other) : 0};
  uint64_t numbers[2] = {at, length};
  char head[1 + sizeof sizes + sizeof numbers];
  head[0] = op;
  memcpy(head + 1, sizes, sizeof sizes);
  memcpy(head + 1 + sizeof sizes, numbers, sizeof numbers);
  struct iovec parts[4] = {{head, sizeof head}, {(void *)path, sizes[0]}, {(void *)other, sizes[1]},
                           {(void *)data, data ? length : 0}};
  syscall(SYS_writev, journal, parts, 4);
  errno = saved;
}

static int opened(int (*call)(const char *, int, ...), const char *path, int flags, mode_t mode, const char *full) {
  int writes = (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT;
  if (fails("open", full, writes)) return -1;
  int there = !below(full) || !faccessat(AT_FDCWD, full, F_OK, 0);
  int fd = call(path, flags, mode);
  if (fd >= 0) {
    know(fd, below(full) ? full : NULL);
    if (below(full)) {
      if (!there) note('C', full, NULL, 0, NULL, 0);
      else if (flags & O_TRUNC) note('T', full, NULL, 0, NULL, 0);
    }
  }
  return fd;
}

#define OPEN(name)                                                                        \
  int name(const char *path, int flags, ...) {                                            \
    REAL(name); char room[8192]; mode_t mode = 0;                                         \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list l; va_start(l, flags); mode = va_arg(l, mode_t); va_end(l); } \
    return opened(real, path, flags, mode, absolute(AT_FDCWD, path, room));               \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                      \
  int name(int folder, const char *path, int flags, ...) {                                \
    REAL(name); char room[8192]; mode_t mode = 0;                                         \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list l; va_start(l, flags); mode = va_arg(l, mode_t); va_end(l); } \
    const char *full = absolute(folder, path, room);                                      \
    if (fails("openat", full, flags & (O_CREAT | O_WRONLY | O_RDWR))) return -1;          \
    int fd = real(folder, path, flags, mode);                                             \
    if (fd >= 0) know(fd, below(full) ? full : NULL);                                     \
    return fd;                                                                            \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) { REAL(close); know(fd, NULL); return real(fd); }
int dup(int fd) { REAL(dup); int two = real(fd); if (two >= 0) know(two, of(fd)); return two; }

static off_t place_of(int fd) {
  struct stat found;
  int flags = syscall(SYS_fcntl, fd, F_GETFL);
  if (flags & O_APPEND) return syscall(SYS_fstat, fd, &found) ? 0 : found.st_size;
  return lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write);
  if (fd == 1) { ssize_t n = real(fd, data, length); if (n > 0) note('S', NULL, NULL, 0, data, n); return n; }
  const char *path = of(fd);
  if (fails("write", path, 1)) return -1;
  off_t at = below(path) ? place_of(fd) : 0;
  ssize_t n = real(fd, data, length);
  if (n > 0 && below(path)) note('W', path, NULL, at, data, n);
  return n;
}

ssize_t writev(int fd, const struct iovec *parts, int many) {
  REAL(writev);
  const char *path = of(fd);
  if (fails("writev", path, 1)) return -1;
  if (!below(path)) return real(fd, parts, many);
  ssize_t all = 0;
  for (int i = 0; i < many; i++) all += write(fd, parts[i].iov_base, parts[i].iov_len);
  return all;
}

#define PWRITE(name, off)                                                                 \
  ssize_t name(int fd, const void *data, size_t length, off at) {                         \
    REAL(name); const char *path = of(fd);                                                \
    if (fails("pwrite", path, 1)) return -1;                                              \
    ssize_t n = real(fd, data, length, at);                                               \
    if (n > 0 && below(path)) note('W', path, NULL, at, data, n);                         \
    return n;                                                                             \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t read(int fd, void *data, size_t length) {
  REAL(read); return fails("read", of(fd), 0) ? -1 : real(fd, data, length);
}
ssize_t pread(int fd, void *data, size_t length, off_t at) {
  REAL(pread); return fails("pread", of(fd), 0) ? -1 : real(fd, data, length, at);
}
ssize_t pread64(int fd, void *data, size_t length, off64_t at) {
  REAL(pread64); return fails("pread", of(fd), 0) ? -1 : real(fd, data, length, at);
}

static int synced(int (*call)(int), int fd, const char *name) {
  const char *path = of(fd);
  if (fails(name, path, 1)) return -1;
  int done = call(fd);
  if (!done && below(path)) note('F', path, NULL, 0, NULL, 0);
  return done;
}
int fsync(int fd) { REAL(fsync); return synced(real, fd, "fsync"); }
int fdatasync(int fd) { REAL(fdatasync); return synced(real, fd, "fdatasync"); }

#define FTRUNCATE(name, off)                                                              \
  int name(int fd, off length) {                                                          \
    REAL(name); const char *path = of(fd);                                                \
    if (fails("ftruncate", path, 1)) return -1;                                           \
    int done = real(fd, length);                                                          \
    if (!done && below(path)) note('T', path, NULL, length, NULL, 0);                     \
    return done;                                                                          \
  }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

int rename(const char *one, const char *two) {
  REAL(rename); char a[8192], b[8192];
  const char *from = absolute(AT_FDCWD, one, a), *to = absolute(AT_FDCWD, two, b);
  if (fails("rename", to, 1)) return -1;
  int done = real(one, two);
  if (!done && below(to)) {
    note('R', from, to, 0, NULL, 0);
    for (int fd = 0; fd < FDS; fd++) {
      if (paths[fd] && !strcmp(paths[fd], to)) know(fd, NULL);
      if (paths[fd] && !strcmp(paths[fd], from)) know(fd, to);
    }
  }
  return done;
}

int link(const char *one, const char *two) {
  REAL(link); char a[8192], b[8192];
  const char *from = absolute(AT_FDCWD, one, a), *to = absolute(AT_FDCWD, two, b);
  if (fails("link", to, 1)) return -1;
  int done = real(one, two);
  if (!done && below(to)) note('L', from, to, 0, NULL, 0);
  return done;
}

static int removed(int done, const char *full, char op) {
  if (!done && below(full)) {
    note(op, full, NULL, 0, NULL, 0);
    for (int fd = 0; fd < FDS; fd++) if (paths[fd] && !strcmp(paths[fd], full)) know(fd, NULL);
  }
  return done;
}
int unlink(const char *path) {
  REAL(unlink); char room[8192]; const char *full = absolute(AT_FDCWD, path, room);
  return fails("unlink", full, 1) ? -1 : removed(real(path), full, 'U');
}
int unlinkat(int folder, const char *path, int flags) {
  REAL(unlinkat); char room[8192]; const char *full = absolute(folder, path, room);
  return fails("unlinkat", full, 1) ? -1 : removed(real(folder, path, flags), full, 'U');
}
int rmdir(const char *path) {
  REAL(rmdir); char room[8192]; const char *full = absolute(AT_FDCWD, path, room);
  return fails("rmdir", full, 1) ? -1 : removed(real(path), full, 'U');
}
int mkdir(const char *path, mode_t mode) {
  REAL(mkdir); char room[8192]; const char *full = absolute(AT_FDCWD, path, room);
  if (fails("mkdir", full, 1)) return -1;
  int done = real(path, mode);
  if (!done && below(full)) note('M', full, NULL, 0, NULL, 0);
  return done;
}

#define BY_PATH(type, name, writes, words, ...)                                           \
  type name words {                                                                       \
    REAL(name); char room[8192];                                                          \
    return fails(#name, absolute(AT_FDCWD, path, room), writes) ? (type)-1 : real(__VA_ARGS__); \
  }
BY_PATH(int, chmod, 1, (const char *path, mode_t mode), path, mode)
BY_PATH(int, access, 0, (const char *path, int mode), path, mode)
BY_PATH(int, stat, 0, (const char *path, struct stat *found), path, found)
BY_PATH(int, stat64, 0, (const char *path, struct stat64 *found), path, found)
BY_PATH(int, lstat, 0, (const char *path, struct stat *found), path, found)
BY_PATH(int, lstat64, 0, (const char *path, struct stat64 *found), path, found)
DIR *opendir(const char *path) {
  REAL(opendir); char room[8192];
  return fails("opendir", absolute(AT_FDCWD, path, room), 0) ? NULL : real(path);
}

int fstat(int fd, struct stat *found) { REAL(fstat); return fails("fstat", of(fd), 0) ? -1 : real(fd, found); }
int fstat64(int fd, struct stat64 *found) {
  REAL(fstat64); return fails("fstat", of(fd), 0) ? -1 : real(fd, found);
}
int fchmod(int fd, mode_t mode) { REAL(fchmod); return fails("fchmod", of(fd), 1) ? -1 : real(fd, mode); }
void *mmap(void *where, size_t length, int protection, int flags, int fd, off_t at) {
  static void *(*real)(void *, size_t, int, int, int, off_t);
  if (!real) real = dlsym(RTLD_NEXT, "mmap");
  return fails("mmap", of(fd), 0) ? MAP_FAILED : real(where, length, protection, flags, fd, at);
}
void *mmap64(void *where, size_t length, int protection, int flags, int fd, off64_t at) {
  static void *(*real)(void *, size_t, int, int, int, off64_t);
  if (!real) real = dlsym(RTLD_NEXT, "mmap64");
  return fails("mmap", of(fd), 0) ? MAP_FAILED : real(where, length, protection, flags, fd, at);
}
