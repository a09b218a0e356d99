"""Word lists of plain English, for reading statements: what carries no meaning, what denies, what hedges."""

from trainer.core.grading.stems import stem

# Words that carry no content of their own.
FUNCTION = frozenset(
    ["a", "about", "above", "actually", "after", "again", "all", "also", "always", "am", "an", "and", "any", "are", "as", "at", "back", "basically", "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "cannot", "case", "come", "could", "did", "do", "does", "doing", "done", "down", "during", "each", "either", "else", "etc", "even", "ever", "every", "few", "for", "from", "get", "gets", "given", "goes", "going", "had", "has", "have", "having", "he", "hence", "here", "him", "his", "how", "i", "if", "in", "instead", "into", "is", "it", "its", "itself", "just", "kind", "know", "last", "least", "less", "let", "like", "ll", "main", "make", "makes", "many", "may", "maybe", "me", "mean", "means", "might", "more", "most", "much", "must", "my", "need", "needs", "never", "no", "nor", "not", "now", "of", "off", "often", "ok", "on", "once", "one", "only", "or", "other", "others", "our", "out", "over", "own", "part", "per", "perhaps", "quite", "rather", "really", "said", "same", "say", "says", "see", "set", "several", "shall", "she", "should", "simply", "since", "so", "some", "something", "sort", "still", "such", "than", "that", "the", "their", "them", "then", "there", "therefore", "these", "they", "thing", "things", "think", "this", "those", "though", "through", "thus", "to", "too", "under", "until", "up", "upon", "us", "use", "used", "uses", "using", "very", "via", "want", "was", "way", "we", "well", "were", "what", "when", "where", "whereas", "whether", "which", "while", "who", "whole", "whom", "why", "will", "with", "within", "without", "would", "yes", "yet", "you", "your", "s", "t", "d", "re", "ve", "m", "e", "g", "also", "called"]
)

# Function words that still tell one claim from another, so they count as content of a point.
TELLING = frozenset(
    ["before", "after", "all", "each", "every", "both", "only", "never", "first", "last", "same", "own", "less", "more", "again", "once", "one", "many", "several", "few", "off", "on", "between", "during"]
)

FINITE = frozenset(
    ["am", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "done", "can", "could", "will", "would", "shall", "should", "may", "might", "must", "cannot", "isn't", "aren't", "doesn't", "don't", "didn't", "can't", "won't", "wasn't", "weren't", "it's", "that's", "there's", "they're", "you're", "he's", "we're", "i'd", "i'm", "i've", "gets", "got", "goes", "went", "becomes", "became", "means", "makes", "made", "takes", "took", "gives", "gave", "keeps", "kept", "holds", "held", "sees", "saw", "needs", "runs", "ran", "lets", "let", "says", "said", "knows", "knew", "comes", "came"]
)

VERBS = frozenset(
    stem(word)
    for word in ["accept", "access", "ack", "acknowledge", "add", "aggregate", "allow", "anchor", "announce", "append", "apply", "arrive", "ask", "assign", "avoid", "balance", "become", "begin", "block", "bound", "break", "bring", "broadcast", "buffer", "build", "call", "cancel", "carry", "cast", "catch", "cause", "change", "check", "choose", "clean", "collect", "combine", "come", "commit", "compact", "compare", "complete", "compress", "compute", "configure", "connect", "consist", "consume", "contain", "continue", "control", "convert", "coordinate", "copy", "cost", "count", "cover", "crash", "create", "cut", "deal", "decide", "declare", "decouple", "define", "delete", "deliver", "depend", "describe", "detect", "die", "discard", "divide", "do", "double", "drop", "elect", "emit", "enable", "end", "enter", "evolve", "execute", "exist", "expire", "extract", "fail", "fan", "fetch", "fill", "filter", "find", "finish", "flow", "flush", "follow", "forget", "forward", "free", "gather", "get", "give", "go", "group", "grow", "guarantee", "handle", "happen", "hash", "help", "hide", "hold", "identify", "ignore", "import", "improve", "include", "increase", "infer", "insert", "join", "keep", "kill", "know", "lag", "last", "launch", "lead", "leave", "let", "lie", "limit", "list", "live", "load", "log", "lose", "maintain", "make", "manage", "map", "mark", "match", "mean", "merge", "miss", "move", "name", "need", "notice", "offer", "open", "order", "outweigh", "overwrite", "own", "parse", "partition", "pass", "pay", "perform", "persist", "pick", "place", "plan", "point", "poll", "prefer", "prepare", "prevent", "process", "produce", "promise", "protect", "provide", "prune", "publish", "pull", "push", "put", "query", "queue", "reach", "read", "rebalance", "rebuild", "receive", "record", "recover", "reduce", "register", "reject", "release", "rely", "remain", "remember", "remove", "rename", "repeat", "replace", "replay", "replicate", "report", "request", "require", "rerun", "rescale", "reset", "resolve", "respond", "restart", "restore", "resume", "retry", "return", "rewind", "rewrite", "roll", "route", "run", "satisfy", "save", "say", "scale", "scan", "schedule", "see", "select", "send", "separate", "serve", "set", "share", "ship", "show", "shuffle", "skip", "slow", "sort", "speed", "spill", "split", "spread", "stand", "start", "stay", "stop", "store", "stream", "submit", "support", "survive", "switch", "sync", "take", "talk", "tell", "test", "throw", "touch", "track", "transfer", "transform", "travel", "trigger", "truncate", "try", "turn", "update", "upgrade", "use", "validate", "wait", "want", "warn", "watch", "work", "write", "belong", "cache", "consist", "dump", "end", "fit", "free", "fire", "handle", "happen", "look", "own", "play", "process", "reside", "sit", "suffer", "surface", "suit", "vanish"]
)

# Denials of the verb: they reach over their whole clause.
VERB_NEGATORS = frozenset(
    ["not", "never", "cannot", "neither", "nor", "nothing", "nobody", "none", "hardly", "seldom", "rarely", "scarcely", "barely", "nowhere"]
)
# Denials of what follows.
NOUN_NEGATORS = frozenset(["no", "without", "unlike", "except", "lacks", "lack", "lacking", "lacked", "minus"])
# Verbs that deny what follows (or, in the passive, their clause).
IMPLICIT = frozenset(
    stem(word)
    for word in ["avoid", "prevent", "refuse", "forbid", "prohibit", "exclude", "omit", "deny", "forgo", "lack", "neglect", "spare"]
)
FALSE = frozenset(
    ["false", "wrong", "untrue", "incorrect", "myth", "impossible", "unable", "incapable", "mistaken", "fails", "failed", "fail", "refuses"]
)

# To deny these is often to affirm the thing itself: "is not a problem", "is not limited to".
DRAWBACKS = frozenset(
    stem(word)
    for word in """bad dangerous problem harm harmful issue worse matter limited wrong hard difficult hurt cost risk
    drawback disadvantage suffer complain worry slow need""".split()
)

# Actors of this field: said of one, a claim is not said of another.
ROLES = frozenset(
    stem(word)
    for word in """broker producer consumer leader follower client server controller driver executor mapper reducer
    namenode datanode journalnode resourcemanager nodemanager applicationmaster jobtracker tasktracker zookeeper
    master worker coordinator scheduler spout bolt nimbus supervisor jobmanager taskmanager source sink sender
    receiver reader writer metastore region regionserver registry connector planner optimiser combiner partitioner
    publisher subscriber engine user admin administrator database""".split()
)

# Said of a whole sentence, these leave open what is claimed.
HEDGES = (
    "not sure", "unsure", "not certain", "maybe", "perhaps", "possibly", "might be", "could be", "may be",
    "no idea", "no clue", "dunno", "don't know", "do not know", "don't remember", "can't remember",
    "cannot remember", "can't recall", "can't say", "couldn't say", "can't tell", "not swear", "only guess",
    "have to guess", "speculating", "mix them up", "mix up", "other way round", "other way around",
    "vice versa", "or something", "something like that", "something with", "one of the two",
    "one of them", "or the other", "not clear to me", "hmm", "i forget", "i forgot", "whichever", "no opinion",
    "really don't", "never sure", "if at all", "or not", "depends i", "wonder", "confuse", "don't recall",
    "not quite sure", "uncertain", "or was it", "or is it", "some percentage", "can't explain", "heard of it",
    "or maybe", "somehow", "what about", "you'd think", "you would think", "might think", "would think", "people think",
    "some say", "used to think", "which one", "something like", "a guess", "just guessing", "whether",
    "don't really know", "never used", "always confuse",
)  # fmt: skip

# Two sides of one scale: words of one line's halves oppose each other. A claim with the one is denied by the other.
_OPPOSITES = """
before ahead beforehand first | after afterwards later subsequently last
keep remain stay survive retain preserve leave untouched intact | delete drop remove discard lose erase wipe vanish destroy
enable on true | disable off false
fast quick cheap rapid faster | slow expensive slower
more increase grow bigger larger greater rise | less fewer decrease shrink reduce smaller drops
large big long huge high wide | small tiny short little low narrow
internal managed | external
public | private
push pushed | pull pulled
sync synchronous synchronously blocking | async asynchronous asynchronously nonblocking
ordered sorted | unordered unsorted
same equal identical | different differing unequal
local locally | remote remotely
row rows | column columns columnar
producer producers sender writer writers | consumer consumers receiver reader readers subscriber
leader | follower followers
active | standby passive
upstream source sources input | downstream sink output target
only | all every everything any
driver | executor executors
mapper mappers | reducer reducers
encode serialise serialize | decode deserialise deserialize
include | exclude
always | never
early | late
old older oldest | new newer newest latest recent
batch batches | streaming stream
bounded finite | unbounded infinite endless
mutable | immutable
stateless | stateful
stronger strong | weak weaker
strict | lax
minimum lowest smallest | maximum highest largest
add insert | remove delete
start begin startup | stop end finish
read reads | write writes
allow permit accept | forbid reject refuse
needed required necessary | optional unneeded unnecessary
join enter | leave quit
hot | cold
global | per-key
automatic automatically | manual manually
compile | runtime
centralised central centralized | decentralised decentralized federated
structured | unstructured
event | processing
possible | impossible
success succeed | fail failure
left | right
up | down
native natively | micro
whole | partial
dynamic | static
once | twice
merge combine join coalesce glue | split divide cut separate
""".strip().splitlines()

OPPOSITES: dict[str, tuple[tuple[int, int], ...]] = {}
for _axis, _line in enumerate(_OPPOSITES):
    for _sign, _half in zip((1, -1), _line.split("|"), strict=True):
        for _word in _half.split():
            _known = OPPOSITES.setdefault(stem(_word), ())
            if (_axis, _sign) not in _known:
                OPPOSITES[stem(_word)] = (*_known, (_axis, _sign))

# Words that say the same in this field; one group a line.
_SYNONYMS = """
delete remove drop discard erase wipe purge throw evict
keep retain preserve hold store persist save remain stay
record row message event entry item
machine node server host computer worker box
directory folder
column field attribute
file object
send ship transmit emit deliver forward publish transfer
fetch get pull retrieve collect copy obtain
read consume scan
begin start launch open initiate
finish end complete done
fail crash die break down dead failure outage
restart recover recovery resume restore comeback reboot
retry repeat rerun again redo reissue resend
duplicate double twice copy repeat
fast quick quickly rapid
slow sluggish
big large huge long
small tiny little short
job application program app
task mapper worker
parallel concurrent concurrently simultaneous simultaneously
change update modify alter edit
divide split cut separate partition shard
combine merge join coalesce unify
limit bound cap threshold ceiling maximum
memory heap ram
same equal identical
distribute spread scatter balance
choose pick select decide
number count quantity
need require must demand
say tell report announce inform
check verify validate test
sort order
group cluster
wait block idle
old previous earlier former
new recent latest current fresh
unused idle
cost price expense overhead expensive
schedule plan run
broken corrupt bad invalid
whole entire full complete
part piece slice portion share subset
several many multiple various numerous
member consumer instance
use employ apply utilise
convert cast transform translate
create make build produce generate
write append log put
replace overwrite swap
state status
position offset
final last latest current
speed pace rate
beginning start front
leave quit exit
network wire
condition predicate filter clause
wide width
equally evenly equal
minimum lowest smallest min
maximum highest largest max
user developer
query queries sql
compress zip shrink
tool product software program
elect vote choose
unique distinct
allow let permit
often frequently frequent
remember memorise record
lag delay latency
ready finished
old legacy
retired discontinued deprecated unmaintained
interval period
""".strip().splitlines()

SYNONYMS: dict[str, frozenset[int]] = {}
for _group, _line in enumerate(_SYNONYMS):
    for _word in _line.split():
        SYNONYMS[stem(_word)] = SYNONYMS.get(stem(_word), frozenset()) | {_group}
