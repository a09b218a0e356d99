"""Word lists of plain English, for reading statements: what carries no meaning, what denies, what hedges."""

from trainer.grading.points.stems import stem
from trainer.grading.points.wordlist import words


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


# Words that carry no content of their own.
FUNCTION = words(
    """
    a about above actually after again all also always am an and any are as at back basically be
    because been before being below between both but by can cannot case come could did do does doing
    done down during each either else etc even ever every few for from get gets given goes going had
    has have having he hence here him his how i if in instead into is it its itself just kind know
    last least less let like ll main make makes many may maybe me mean means might more most much must
    my need needs never no nor not now of off often ok on once one only or other others our out over
    own part per perhaps quite rather really said same say says see set several shall she should
    simply since so some something sort still such than that the their them then there therefore these
    they thing things think this those though through thus to too under until up upon us use used uses
    using very via want was way we well were what when where whereas whether which while who whole
    whom why will with within without would yes yet you your s t d re ve m e g called
    """
)

# Function words that still tell one claim from another, so they count as content of a point.
TELLING = words(
    """
    before after all each every both only never first last same own less more again once one many
    several few off on between during above below
    """
)

# Forms that are always finite verbs, or hold one.
FINITE = words(
    """
    am is are was were be been being has have had do does did done can could will would shall should
    may might must cannot isn't aren't doesn't don't didn't can't won't wasn't weren't it's that's
    there's they're you're he's we're i'd i'm i've gets got goes went becomes became means makes made
    takes took gives gave keeps kept holds held sees saw needs runs ran lets let says said knows knew
    comes came
    """
)

# Verbs of this field, in any form.
VERBS = _stems(
    """
    accept access ack acknowledge add aggregate allow anchor announce append apply arrive ask assign
    avoid balance become begin block bound break bring broadcast buffer build call cancel carry cast
    catch cause change check choose clean collect combine come commit compact compare complete
    compress compute configure connect consist consume contain continue control convert coordinate
    copy cost count cover crash create cut deal decide declare decouple define delete deliver depend
    describe detect die discard divide do double drop elect emit enable end enter evolve execute exist
    expire extract fail fan fetch fill filter find finish flow flush follow forget forward free gather
    get give go group grow guarantee handle happen hash help hide hold identify ignore import improve
    include increase infer insert join keep kill know lag last launch lead leave let lie limit list
    live load log lose maintain make manage map mark match mean merge miss move name need notice offer
    open order outweigh overwrite own parse partition pass pay perform persist pick place plan point
    poll prefer prepare prevent process produce promise protect provide prune publish pull push put
    query queue reach read rebalance rebuild receive record recover reduce register reject release
    rely remain remember remove rename repeat replace replay replicate report request require rerun
    rescale reset resolve respond restart restore resume retry return rewind rewrite roll route run
    satisfy save say scale scan schedule see select send separate serve set share ship show shuffle
    skip slow sort speed spill split spread stand start stay stop store stream submit support survive
    switch sync take talk tell test throw touch track transfer transform travel trigger truncate try
    turn update upgrade use validate wait want warn watch work write belong cache dump fit fire look
    play reside sit suffer surface suit vanish
    """
)

# Denials of the verb: they reach over their whole clause.
VERB_NEGATORS = words(
    """
    not never cannot neither nor nothing nobody none hardly seldom rarely scarcely barely nowhere
    """
)

# Denials of what follows.
NOUN_NEGATORS = words(
    """
    no without unlike except lacks lack lacking lacked minus
    """
)

# Verbs that deny what follows (or, in the passive, their clause).
IMPLICIT = _stems(
    """
    avoid prevent refuse forbid prohibit exclude omit deny forgo lack neglect spare
    """
)

# Words that deny the "that …" or "to …" after them.
FALSE = words(
    """
    false wrong untrue incorrect myth impossible unable incapable mistaken fails failed fail refuses
    """
)

# Actors of this field: said of one, a claim is not said of another.
ROLES = _stems(
    """
    broker producer consumer leader follower client server controller driver executor mapper reducer
    namenode datanode journalnode resourcemanager nodemanager applicationmaster jobtracker tasktracker
    zookeeper master worker coordinator scheduler spout bolt nimbus supervisor jobmanager taskmanager
    source sink sender receiver reader writer metastore region regionserver registry connector planner
    optimiser combiner partitioner publisher subscriber engine user admin administrator database
    """
)

# Said in a sentence, these leave open what it claims.
_DOUBTS = """
not sure | unsure | not certain | maybe | perhaps | possibly | might be | could be | no idea
no clue | dunno | don't know | do not know | don't remember | can't remember | cannot remember
can't recall | can't say | couldn't say | can't tell | not swear | only guess | have to guess
speculating | mix them up | mix up | other way round | other way around | vice versa
or something | something like that | something with | one of the two | one of them | or the other
not clear to me | hmm | i forget | i forgot | whichever | no opinion | really don't | never sure
if at all | or not | depends i | wonder | confuse | don't recall | not quite sure | uncertain
or was it | or is it | can't explain | or maybe | somehow | what about | you'd think
you would think | might think | would think | people think | some say | used to think | which one
something like | a guess | just guessing | whether | don't really know | never used
always confuse
"""
HEDGES = tuple(phrase.strip() for line in _DOUBTS.strip().splitlines() for phrase in line.split("|"))
