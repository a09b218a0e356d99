"""Words that oppose each other, and words that say the same, in plain English and in this field."""

from trainer.grading.points.stems import stem

# One scale a line: the words left of the bar oppose those right of it. Who claims the one denies the other.
_OPPOSITES = """
before ahead beforehand first | after afterwards later subsequently last
keep remain stay survive retain preserve leave intact | delete drop remove discard lose erase wipe destroy
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
only | all both every everything any
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
above over beyond exceed | below under beneath
merge combine coalesce glue | split divide cut separate
"""

# Words that say the same; one group a line.
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
"""

Side = tuple[int, int]  # the scale, and 1 or -1 for its end


def _opposites() -> dict[str, tuple[Side, ...]]:
    found: dict[str, tuple[Side, ...]] = {}
    for scale, line in enumerate(_OPPOSITES.strip().splitlines()):
        for end, half in zip((1, -1), line.split("|"), strict=True):
            for base in dict.fromkeys(map(stem, half.split())):
                found[base] = (*found.get(base, ()), (scale, end))
    return found


def _synonyms() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for group, line in enumerate(_SYNONYMS.strip().splitlines()):
        for word in line.split():
            found[stem(word)] = found.get(stem(word), frozenset()) | {group}
    return found


OPPOSITES = _opposites()
SYNONYMS = _synonyms()
