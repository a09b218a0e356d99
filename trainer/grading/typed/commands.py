"""What is known of the grammar of command lines and of SQL: data only."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    names = text.split()
    return dict(zip(names[::2], names[1::2], strict=True))


SAME_PROGRAM: tuple[tuple[str, str], ...] = (
    (r"(?:\./)?(?:\$\{?\w+\}?/|/[\w./-]*)?bin/(?=\w)", ""),
    (r"((?:kafka|zookeeper|connect)-[\w-]+)\.sh$", r"\1"),
    (r"(python|pip)3$", r"\1"),
)
"""Ways to name the same program: patterns at the start of its name, and what they are read as."""

ALIASES: tuple[tuple[str, str], ...] = (
    ("hadoop fs", "hdfs dfs"),
    ("hadoop dfs", "hdfs dfs"),
    ("hadoop fsck", "hdfs fsck"),
    ("hadoop dfsadmin", "hdfs dfsadmin"),
    ("hadoop balancer", "hdfs balancer"),
    ("hadoop namenode", "hdfs namenode"),
    ("hadoop job", "mapred job"),
    ("hadoop jar", "yarn jar"),
    ("yarn app", "yarn application"),
    ("docker container ls", "docker ps"),
    ("docker container list", "docker ps"),
    ("docker image ls", "docker images"),
    ("docker image rm", "docker rmi"),
    ("docker image build", "docker build"),
    ("docker image pull", "docker pull"),
    ("docker container", "docker"),
    ("docker-compose", "docker compose"),
    ("kubectl get po", "kubectl get pods"),
    ("kubectl get pod", "kubectl get pods"),
    ("kubectl get svc", "kubectl get services"),
    ("kubectl get service", "kubectl get services"),
    ("kubectl get deploy", "kubectl get deployments"),
    ("kubectl get deployment", "kubectl get deployments"),
    ("kubectl get ns", "kubectl get namespaces"),
    ("kubectl get no", "kubectl get nodes"),
    ("kubectl get node", "kubectl get nodes"),
    ("apt-get", "apt"),
    ("git switch -c", "git checkout -b"),
    ("git switch", "git checkout"),
    ("python -m pip", "pip"),
    ("egrep", "grep -E"),
    ("fgrep", "grep -F"),
    ("npm i", "npm install"),
    ("git stash save", "git stash push"),
)
"""Beginnings of a command line that do the same."""

LONG_OPTIONS: dict[str, dict[str, str]] = {
    "ls": _pairs("--all -a --almost-all -A --recursive -R --human-readable -h --reverse -r"),
    "rm": _pairs("--recursive -r -R -r --force -f --interactive -i --verbose -v"),
    "cp": _pairs("--recursive -r -R -r --force -f --archive -a --verbose -v"),
    "mkdir": _pairs("--parents -p --mode -m"),
    "grep": _pairs(
        "--ignore-case -i --recursive -r --line-number -n --invert-match -v --count -c "
        "--extended-regexp -E --fixed-strings -F --only-matching -o"
    ),
    "tar": _pairs("--extract -x --create -c --gzip -z --file -f --list -t --verbose -v"),
    "head": _pairs("--lines -n --bytes -c"),
    "tail": _pairs("--lines -n --bytes -c --follow -f"),
    "sort": _pairs("--reverse -r --numeric-sort -n --unique -u --key -k --field-separator -t"),
    "docker": _pairs(
        "--all -a --quiet -q --tag -t --workdir -w --user -u "
        "--detach -d --publish -p --volume -v --env -e --interactive -i --tty -t"
    ),
    "kubectl": _pairs("--namespace -n --filename -f --output -o --selector -l --all-namespaces -A"),
    "curl": _pairs("--request -X --header -H --data -d --output -o --include -i --silent -s"),
    "git": _pairs("--message -m --all -a --set-upstream -u --force -f --verbose -v --quiet -q --delete -d"),
    "npm": _pairs("--save-dev -D --global -g"),
    "pip": _pairs("--requirement -r --upgrade -U --editable -e"),
    "apt": _pairs("--yes -y --assume-yes -y"),
    "wc": _pairs("--lines -l --words -w --bytes -c --chars -m"),
    "ln": _pairs("--symbolic -s --force -f"),
    "chmod": _pairs("--recursive -R"),
    "chown": _pairs("--recursive -R"),
    "cut": _pairs("--delimiter -d --fields -f"),
    "uniq": _pairs("--count -c --repeated -d"),
    "sed": _pairs("--in-place -i --regexp-extended -E -r -E --quiet -n"),
    "wget": _pairs("--output-document -O --quiet -q"),
    "psql": _pairs("--dbname -d --username -U --host -h --port -p --command -c --file -f"),
    "mysql": _pairs("--user -u --host -h --port -P"),
    "df": _pairs("--human-readable -h"),
    "du": _pairs("--human-readable -h --summarize -s"),
}
"""Options of a program that do the same, by its name."""

TAKES: dict[str, str] = {
    **dict.fromkeys(_words("ls rm cp wc cat df uniq chmod chown gzip less zip"), ""),
    **_pairs(
        """
        git mbnCcF
        mkdir m mv t tar fCTX grep efABCm head nc tail nc sort ktoS cut dfcb du d ssh iplLRoFJ scp iPoF
        kubectl nolc
        curl XHdouAFm wget OP unzip d psql hpUdcf mysql hPuDe make fCj ping ciw sed ef awk Fvf xargs nIP
        """
    ),
}
"""Of programs whose options are letters: those of them that take a value."""

BARE: dict[str, str] = _pairs("docker itdaq git avq ps aefux")
"""Of further programs: letters that take no value."""

LETTERS = frozenset({*TAKES, *BARE, "netstat", "ss", "jobs", "lsof", "rsync", "crontab"})
"""Programs whose options are letters, so that several may stand behind one dash."""

WORDS = _words(
    """
    hadoop hdfs yarn mapred hbase sqoop flink java javac jar find storm pig beeline openssl ffmpeg terraform
    go gcc nmap zkCli zkServer spark-submit spark-shell spark-sql pyspark nifi nifi.sh airflow gcloud aws
    cqlsh impala-shell
    """
)
"""Programs whose options are words behind one dash."""

ORDERED = _words("docker spark-submit java ssh python kubectl xargs env time nohup")
"""Programs to which options behind the first other word are no options of their own."""

BEHIND: dict[str, frozenset[str]] = {"kubectl": _words("exec run debug")}
"""Of those: programs to which that is so of some of their commands only."""

ONE = frozenset({"ssh"})
"""Of those: programs whose options may stand behind their operand, if that is the only one."""

COUNTED = _words("head tail git")
"""Programs to which a number behind a dash is the value of ``-n``."""

IDLE: dict[str, str] = {"git": "--no-pager"}
"""An option of a program that changes nothing of what is done."""

SHORT = 4
"""So many letters behind one dash may be options of their own in a program of which nothing is known."""

DASHLESS = frozenset({"tar", "ps"})
"""Programs whose first options need no dash."""

SEQUENTIAL: dict[str, frozenset[str]] = {
    "find": frozenset(_words("-delete -exec -execdir -ok -print -print0 -prune -o -or -not -ls"))
}
"""Options of a program whose place among the others says what is done."""

TRAILING = frozenset({"rsync"})
"""Programs to which a stroke behind a folder makes a difference."""

SQL = _words(
    """
    add after all alter analyze and as asc avg before begin between bigint boolean bucket buckets by cache
    cascade case cast change char cluster clustered column columns comment commit compact compute
    concatenate constraint copy count create cross current_date data database databases date date_add
    date_sub datediff decimal default delete delimited desc describe directory distinct distribute double
    drop dynamic else end escaped except exists explain export extended external false fetch fields first
    float for foreign formatted from full function functions grant group grouping having if ilike import in
    index inner inpath insert int integer intersect interval into is items join json key keys last lateral
    left like limit lines load local location map materialized matched max merge min minus msck natural next
    not null nulls of offset on only optimize or orc order out outer over overwrite parquet partition
    partitioned partitions percent preceding primary privileges purge range rebuild recover recursive
    references rename repair replace restrict returning revoke right rollback rollup row row_number rows
    rank dense_rank schema schemas select semi serde serdeproperties set show skewed some sort sorted
    statistics stored string struct substring sum sync table tables tablesample tblproperties temp temporary
    terminated text textfile then timestamp tinyint to touch transaction transactions trim true truncate
    unbounded union unique unlock update upper use using vacuum values varchar version view views when where
    window with lower length coalesce concat round abs now cast year month day
    """
)

SQL_STARTS = (
    r"select\b",
    r"insert\s+(?:into|overwrite)\b",
    r"create\s+(?:or\s+replace|table|database|schema|view|index|unique|external|temp|temporary|materialized|function|"
    r"user|role)\b",
    r"(?:alter|drop|truncate)\s+(?:table|database|schema|view|index|function|materialized|user|role)\b",
    r"show\s+(?:tables|databases|schemas|partitions|create|functions|columns|tblproperties|locks|transactions|views)\b",
    r"(?:describe|desc)\s+[^\s'\"]",
    r"use\s+\w+$",
    r"delete\s+from\b",
    r"update\s+[\w.]+\s+set\b",
    r"with\s+(?:recursive\s+)?\w+\s+as\b",
    r"explain\s+\w",
    r"(?:msck|repair)\s+",
    r"analyze\s+table\b",
    r"load\s+data\b",
    r"merge\s+into\b",
    r"(?:grant|revoke)\s+\w",
    r"(?:begin|commit|rollback)\b",
    r"(?:from|order\s+by|group\s+by|where|partitioned\s+by|clustered\s+by|having)\s+\w",
)
"""How an SQL statement begins, or a clause of one, in small letters."""

SQL_SAME: tuple[tuple[str, str], ...] = (
    ("inner join", "join"),
    ("left outer join", "left join"),
    ("right outer join", "right join"),
    ("full outer join", "full join"),
    ("union distinct", "union"),
    ("temp table", "temporary table"),
    ("temp view", "temporary view"),
    ("create schema", "create database"),
    ("drop schema", "drop database"),
    ("show schemas", "show databases"),
    ("integer", "int"),
    ("< >", "! ="),
    ("begin transaction", "begin"),
)
"""Phrases of SQL that say the same, as words with blanks between."""
