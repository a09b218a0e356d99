/* Sends the program a signal right before it begins to wait, when Python hears of none: before the call named
   SIGNAL_BEFORE, once there is a file ARMED, which holds the number of the signal. Loaded by LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void before(const char *call) {
  const char *wanted = getenv("SIGNAL_BEFORE"), *armed = getenv("ARMED");
  if (!wanted || !armed || strcmp(wanted, call) || getpid() != syscall(SYS_gettid)) return;
  char number[8] = {0};
  int file = open(armed, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  syscall(SYS_read, file, number, sizeof number - 1);
  close(file);
  if (!unlink(armed)) raise(atoi(number));
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

int select(int n, fd_set *r, fd_set *w, fd_set *e, struct timeval *t) {
  REAL(select); before("select"); return real(n, r, w, e, t);
}
ssize_t read(int fd, void *room, size_t size) {
  REAL(read); if (!fd) before("read"); return real(fd, room, size);
}
pid_t waitpid(pid_t child, int *status, int how) {
  REAL(waitpid); if (!(how & WNOHANG)) before("waitpid"); return real(child, status, how);
}
int epoll_wait(int fd, struct epoll_event *found, int most, int wait) {
  REAL(epoll_wait); before("epoll_wait"); return real(fd, found, most, wait);
}
