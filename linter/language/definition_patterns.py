"""How pages explain a word: what stands before and after it, in brackets, in a heading, in a column.

Text is in lower case, but for the patterns that ask how a word sounds.
"""

from __future__ import annotations

from linter.store.regexes import regex

ARTICLE = (
    r"(?:an?|the|any|one|another|when|how|what|where|your|this|these|some|two|three|small|tiny|large|thin|"
    r"parts?|types?|kinds?|forms?)"
)
ADVERB = r"(?:also|often|usually|sometimes|generally|just|simply|really|only|actually|commonly|basically) "
IS = rf"(?:is|are|was|were) (?:{ADVERB})*"
# "is a bit better", "is the main reason": an article, and yet no meaning.
NO_MEANING = (
    r"(?!an? (?:\w+ )?(?:bit|concern|good|great|little|lot|must|worry)\b"
    r"|(?:an?|one|the) (?:[\w-]+ )?(?:cause|reason|risk|side effect|sign|symptom)\b|"
    r"the (?:best|same|worst|most (?:common|frequent|important|likely|serious))\b(?!(?: \w+){0,2} (?:form|kind|part|type)s?\b))"
)
WHAT = rf"(?:{NO_MEANING}{ARTICLE}\b|called\b|caused by\b|made (?:of|up)\b"

# What a meaning may begin with when it names the class that the word belongs to: ", drugs that lower".
CLASS = (
    r"(?:amounts?|antibiotics?|blood vessels?|bones?|cancers?|cells?|chemicals?|conditions?|damage|devices?|diseases?|enzymes?|"
    r"disorders?|drugs?|fluids?|glands?|growths?|hormones?|illness(?:es)?|infections?|inflammation|levels?|medications?|medicines?|methods?|"
    r"molecules?|muscles?|nerves?|operations?|organs?|pain|problems?|procedures?|proteins?|substances?|surgery|swelling|"
    r"symptoms?|techniques?|tests?|tissues?|treatments?|tubes?|tumou?rs?|viruses|virus|ways?)"
)

# "This is when …", "It is a small pump that …": the next sentence, or what stands after a semicolon.
THING = (
    rf"(?:{CLASS}|bags?|drinks?|injections?|pills?|tablets?|bands?|bones?|buds?|bumps?|cameras?|clots?|colou?rs?|cords?|creams?|cuts?|doctors?|experts?|flaps?|foods?|"
    r"forms?|gas|gases|gels?|germs?|groups?|holes?|instruments?|joints?|kinds?|layers?|linings?|liquids?|lists?|lotions?|lumps?|"
    r"machines?|measures?|mesh|models?|names?|needles?|nets?|numbers?|nurses?|openings?|pads?|painkillers?|papers?|parts?|passages?|patch|"
    r"patches|people|persons?|pictures?|pieces?|pipes?|plans?|plates?|pouch|powders?|pumps?|rash|rashes|rods?|rooms?|sacs?|"
    r"scales?|scans?|scars?|scores?|screws?|sets?|socks?|sores?|sorts?|specialists?|splints?|spots?|springs?|stitches|strips?|"
    r"tears?|tools?|types?|valves?|vitamins?|wards?|waves?|words?|worms?|x-rays?)"
)
THIS = r"(?:it|that|these|they|this)"
IT_IS = rf"(?:{THIS} {IS}|(?:it|that)'s (?:{ADVERB})*)"
IN_OTHER_WORDS = r"(?:in (?:other|plain|simple) words|put simply|simply put|that is|to put it (?:simply|another way))[,:]? "
OF_IT = (
    r"(?:around|at|between|called|for|from|gets?|gives?|holds?|in|inside|into|joins?|made|near|of|on|over|that|through|to|under|"
    r"used|when|where|which|who|with)\b"
)
# "This is a common problem in", "This means you may": no meaning.
NO_THING = (
    r"(?!(?:[\w-]+ )?(?:all|bad|big|both|common|concern|good|great|minor|normal|rare|routine|safe|serious|sign|simple|"
    r"temporary|very|worry)\b)(?!not (?:for|given|meant|right|safe|suitable)\b)"
)
NO_CONSEQUENCE = (
    r"(?!(?:i|we|you) (?:are (?:likely|more|not)|can|cannot|could|do|don't|may|might|must|need|should|will|won't)\b)"
)
TELLS = (
    rf"{IT_IS}(?:because|how|what|when|where)\b|{THIS} (?:happens?|occurs?) (?:because|if|when)\b|{IN_OTHER_WORDS}"
    rf"|(?:it|that|this) (?:{ADVERB})*means (?:that )?{NO_CONSEQUENCE}"
    rf"|{IT_IS}(?:(?:an?|one of|some|the|two) )?{NO_THING}(?:[\w'-]+,? ){{0,3}}?{THING} (?:[\w'-]+ )?{OF_IT}"
    r"|(?:doctors|people|we) (?:call it (?:that|this)|say (?:it|that|this)|use (?:it|the (?:name|term|word)|this))"
    r" (?:if|of|when)\b"
)
NOTE_SIGNS, NOTE_REACH = "*†‡", 60  # blocks after a word with a sign in which its note may stand
NOTE = regex(
    r"(?:[*†‡] ?)?(?!(?:correct|not|offer|prices?|ref|see|source|subject|terms"
    r"|these (?:products?|statements?)|this (?:product|statement))\b)"
    r"[a-z'-]+(?: [\w'-]+,?){2,}"
)
SOURCE = regex(r"https?:|www\.|\bdoi\b|\bet al\b|\b(?:19|20)\d\d\b")  # what a footnote that names one holds
IT = ("it ", "it's ", "they ", "and that ")  # what a sentence begins with that goes on from the subject of the one before
NEXT_TELLS = regex(
    rf"^['\"]?(?:{TELLS}|(?:imagine|picture|think of) (?:it|them|this) (?:as|like)\b"
    r"|(?:in (?:other words|plain (?:english|terms|words))|put simply|simply put),"
    r"|(?:each|every)(?: one)?(?: of (?:them|these|those))? (?:has|is made (?:of|up of)) (?:\w+ )?parts?\b"
    r"|(?:and )?that(?:'s| is) all (?:it|that|this) is\b|all (?:it|that|this) (?:means|says|tells (?:us|you)) is\b"
    r"|this is an? (?:big|hard|long|medical) word\b"
    r"|(?:he|she|they|we|(?:an?|the|your) (?:doctor|midwife|nurse)) (?:just |only |simply )?means?"
    r" (?:an?|any|how|the|this|what|when|your)\b)"
)

NO_ADJECTIVE = (
    r"(?:after|at|before|by|common|during|for|from|higher|in|less|like|lower|more|not|of|on|one|over|serious|to|under|with"
    r"|your)\b"
)
# "X, a word you will hear"; "X - please tell us".
NO_APPOSITION = r"an? (?:big |long )?(?:name|term|word) (?:that )?(?:i|they|we|you|your|everyone)\b"
REQUEST = r"(?:ask|bring|call|do not|don't|let|phone|please|ring|see|speak to|talk to|tell)\b"
# What stands in a bracket and says nothing of the word before it.
NO_GLOSS = regex(
    rf"such as|for example|e\.g\.|figure|table|including|s\)|{REQUEST}"
    r"|(?:(?:allow|arrive|book|come|expect|take|try|wear) |if any|optional|yes(?:/| or )no)"
)
# What may follow the word (after a bracket that only says how it sounds). Each begins right after the word.
AFTER = regex(
    "|".join(
        (
            rf"^['\"]?(?:,|, [a-z][^,.;:]{{2,28}},)? {IS}{WHAT}|used (?:to|for)\b)",
            r"^['\"]?, (?:for|to) (?:[a-z-]+ ){0,2}(?:dentists?|doctors?|nurses?|specialists?|staff|surgeons?|us),"
            r" (?:just |only |simply )?means? (?:that )?(?:an?|it|the|when|you)\b",
            r"^['\"]?(?: [\w'-]+){1,4}, meaning (?:an?|the|that) ",
            r"^['\"]?,? (?:\w+ )?(?:means?|meaning|refers? to|(?:happens?|occurs?) (?:when|if|because)|is when)\b(?! no\b)",
            r"^['\"]?,? (?:\w+ )?(?:describes?|stands? for|involves?|includes? having)\b",
            rf"^['\"]?,? (?:which|that|where|in which|when) (?:{ADVERB})*{IS}{WHAT})",
            r"^['\"]?,? which (?:is|are) (?!(?:common|less|more|most|quite|rare|rather|very)\b)[a-z][^,.;:]{8,}",
            r"^['\"]?, in which (?!case\b)[^,.;:]{12,}",
            r"^['\"]?: (?:[\w'-]+ ){1,3}(?:that|where|which|who) ",
            r"^['\"]?, (?:when|where) (?:there|an?|the|your?|people|someone|somebody|part|parts|fluid|blood|cells) ",
            rf"^['\"]?, (?!{NO_APPOSITION})(?:a|an|the|one of|part of|the name|another|any) [^,.;:]{{3,}}",
            rf"^['\"]?, (?:[\w-]+ ){{0,2}}{CLASS}(?: [\w-]+)? (?:that|which|used|called|to|for|of|in|from|made) ",
            r"^['\"]?(?:,| is| are) (?:mainly |mostly |often )?characteri[sz]ed by ",
            rf"^['\"]? (?:is|are) (?:[\w-]+ ){{0,2}}{CLASS}(?: [\w-]+)? (?:that|which|used|called|to|for|of|in|from|made) ",
            r"^['\"]? are (?:[\w-]+ ){0,2}[\w-]+s (?:that|which|of) ",
            rf"^['\"]? (?:is|are) (?:(?!{NO_ADJECTIVE})[\w-]+ ){{0,2}}{THING}[.,;]",
            r"^['\"]? is (?:[\w-]+ ){1,2}(?:that|which) (?:builds?|comes?|forms?|goes|grows?|has|is|leaks?|turns?|was) ",
            r"^['\"]? is (?:[\w-]+ )?(?:care|food|help|loss|support|\w{3,}ing)"
            r" (?:around|between|for|from|in|of|that|which|with) ",
            rf"^['\"]?(?: [\w-]+){{0,3}}[;:] ?(?:{TELLS})",
            r"^['\"]?(?: [\w'-]+){0,4}, (?:in other words|that is to say),? [a-z]",
            r"^['\"]?, which can (?:cause|affect|lead to) ",
            r"^['\"]?,? in (?:clinical|doctors'?|hospital|medical|technical)[ -](?:jargon|language|speak|talk|terms)\b",
            rf"^['\"]? ?— ?(?!{REQUEST})[a-z][^.]{{5,}}",
            rf"^['\"]? - (?!{REQUEST})[a-z][^.]{{5,}}",
            r"^['\"]? = [a-z][^.]{5,}",
            r"^['\"]? of (?:how (?:long|many|much|often)|what) (?:[a-z]+ ){2,}",
        )
    )
)
# The surest of these: "- the doctor who keeps you asleep", "is a tube that drains", "is where the bowel ends".
IS_A_THING = regex(
    rf"^['\"]?(?: \([^()]{{1,30}}\))?(?:,|:| -| —| is| are| =) (?:an? |the |one of (?:the|your) )?(?:[\w-]+ ){{0,2}}?"
    rf"(?:{THING}|some(?:body|one))"
    r" (?:that|which|who|where|in which|used (?:for|to))"
    r" (?!(?:are|can|has|have|is|many|may|might|most|needs?|people|some|we|you)\b)"
    r"|^['\"]?(?: \([^()]{1,30}\))? (?:is|are) (?:when|where) "
    r"|^['\"]? (?:is|equals|means) (?:1|one) [a-z]+ (?:an?|each|every|per) [a-z]+ "  # 1 pack a day
)
WHICH_VERB = regex(
    r"^['\"]?, (?:which|that|where|who) "
    r"(?!(?:our|the|your) (?:doctor|gp|midwife|nurse|pharmacist|specialist|surgeon|team)s?\b)"
    # How long it takes and what it costs says nothing of what it is.
    r"(?!(?:costs?|lasts?|takes?) (?:about|an? (?:couple|day|few|hour)|around|at least|just|less|longer|more|only|place|time"
    r"|up to|[$£€]?\d|one|two|three|four|five|six|ten|twenty|thirty)\b)(\w+)"
)
NOT_TELLING = frozenset(
    "are can could did do does doctors had has have he i is it many may might most must nurses patients people she should some"
    " they was we were will would you".split()
)
# Whom somebody calls, when and what for: “call us if you have a rash or dysuria”.
NOT_NAMED = (
    r"(?:\d+|an? (?:ambulance|doctor|gp|midwife|nurse|pharmacist)|as|at once|back|before|emergency|for|her|him|if|immediately"
    r"|me|nhs|now|once|or|right|straight|the (?:clinic|doctor|gp|helpline|hospital|midwife|nurse|office|surgery|team|ward)|us"
    r"|when|your)"
)
BEFORE = regex(
    "|".join(
        (
            r"\b(?:called|named|termed|labell?ed|known as|referred to as"
            rf"|calls?(?! (?:the|your) $)(?! {NOT_NAMED}\b)(?: (?:it|them|(?:that|these|this|those)(?: [a-z]+)?))?|means? by"
            r"|stands? for|call (?:an?|the) [\w -]{2,40} like (?:it|that|this)|short for|as in|(?:by|under) the name(?: of)?"
            r"|(?:speak|talk)s? of"
            r"|labels? (?:it|that|these|this|those)"
            r"|(?:describe|know|label|list|lump|record)s? (?:it|that|these|this|those)(?: [\w-]+){0,2} as"
            r"|refers? to (?:it|that|these|them|this|those) as|(?:come across|hear|meet|see|uses?) the (?:name|term|word)"
            r"|(?:come|fall|go)(?:es|s)? under the (?:heading|label|name|term)(?: of)?"
            r"|(?:there(?:'s| is)|ha(?:s|ve)) (?:an?|its own) (?:[\w-]+ )?(?:label|name|term|word)(?: for [^.;:,]{2,80})?[:,]?)"
            r"(?: (?:an?|the|your))?(?: [\w' -]{1,40}(?:,| and| or)(?: the| an?)?)? ?['\"(]*$",
            r"\b(?:name|word|term) (?:for|of) [^.;:]{2,60} (?:is|are)(?: an?| the)?(?: [\w'-]+){0,2} ?['\"]?$",
            r"\b(?:name|word|term) (?:that )?(?:[\w']+ ){1,5}(?:gives?|uses?) (?:for|to) [^.;:]{2,60} (?:is|are)"
            r"(?: an?| the)? ?['\"]?$",
            r"\b(?:means|(?:i\.e\.,?|that is,?)(?: an?| the)?) ?$",
            r"\((?:doctors|nurses|staff|we) (?:may |often )?(?:call it|say|speak of|write) ?['\"]?$",
            r"\b(?:if|when) (?:it|that|they|this|the [\w -]{2,30}) (?:are|becomes?|gets?|is|swells?|tears?)\b[^.;]{2,60},?"
            r" (?:it's|it is|that's|that is|you get|you have|you've got) (?:an? )?['\"]?$",
            r"\bin the (?:first|second|third|last|other)(?: (?:form|kind|one|stage|type))?, ['\"]?$",
        )
    )
)
DOES = regex(
    r"^(?: \([^()]{1,20}\))? (?:gives? you|helps?(?! (?:\w+ )?(?:adults|children|men|patients|people|women)\b)|"
    r"calms?|carry|carries|makes?(?! an? (?:[\w-]+ )?(?:appointment|cut|decision|hole|incision|note|plan)\b)|"
    r"contains?|controls?|drains?|filters?|pumps?|"
    r"fights?|holds?|joins?|keeps?|protects?|connects?|stores?|lets?|stops?|blocks?|lowers?|numbs?|replaces?|slows?|thins?|treats?|kills?|eases?|relax(?:es)?|opens?|removes?|"
    r"cleans?(?: up)?|measures?|checks?|shows?|widens?|looks? (?:at|for|inside)"
    r"|(?:lies?|sits?) (?:above|behind|below|beside|between|beneath|in|inside|just|near|on|over|under)) \w+ \w+"
    # One word is enough after what only its work is said with: fights germs.
    r"|^(?: \([^()]{1,20}\))? (?:calms?|checks? for|cleans?(?: up)?|fights?|kills?|looks? (?:for|inside)|measures?|numbs?"
    r"|thins?) \w+"
)
THIS_IS = regex(
    r"^(?:(?:for|in|with|during) )?(?:this|these) (?:(?:type|kind)s? of )?(?:common |rare |serious )?"
    rf"{CLASS}(?:,| (?:is|are|can|do|[a-z]+s|an?|blood|cells|fluid|some|the|there|your|carry"
    r"|cause|destroy|help|kill|make|slow|stop|lower|affect|use|show|block)\b)"
)
THINK_OF = regex(r"\b(?:imagine|picture|think of) (?:an? |the |your )?['\"]?$")
QUESTION = regex(
    r"^\W*(?:\d+[.)]? |q(?:uestion)?[:.)] )?(?:so,? )?"
    r"what(?: is| are|'s| does| do| was)? ?(?:\((?:is|are)\) ?)?(?:an?|the|your|my)? ?['\"]?$"
)
COSTS = regex(r"s?['\"]? (?:cost|feel like|look like|involve for you)\b")
SOUND = regex(r"^\W*(?:say|pronounced|sounds like|pron\.|you say(?: it)?)\b|^[\w]+(?:-[\w]+)*-[A-Z]{2,}|^[A-Z]{2,}-")
SYNONYM = regex(
    r"^['\"]?, (?:or|also (?:called|known as|named)|sometimes called|commonly (?:called|known as)|better known as|known as|"
    r"called|in other words,?) ([^,.;:()]{2,120})"
)
IS_CALLED = regex(
    r"^['\"]? (?:\([^)]*\) )?(?:is|are) (?:also |sometimes |commonly |often )?"
    r"(?:called|(?:best |better )?known (?:to [\w' ]{2,30} )?as) ([^,.;:()]{2,70})"
)
# What begins no other name: "X, or ask your GP".
NO_NAME = regex(r"^(?:ask|call|contact|get|go|have|if|phone|ring|see|speak|talk|tell|text|try|use|visit|when|you) ")
# What may stand before the word in its bracket: "(called X)".
LEADS = frozenset(
    {"", "a", "a condition called", "also", "also called", "also known as", "an", "called", "known as", "medical name",
     "medical name:", "medically called", "or", "the", "the medical name is", "the medical term is"}
)  # fmt: skip
MEANS_COLUMN = regex(
    r"\b(?:meanings?|means|definitions?|plain (?:words|english|language)|explanation|how (?:it|this) works"
    r"|what happens(?! (?:after|before|next|then))"
    r"|what (?:is|are) (?:it|that|they|this)"
    r"|what (?:it|this|they|these) (?:are|do|does|is|looks? (?:at|for)|shows?|tells?(?: (?:us|you))?)"
    r"|what (?:it|they) (?:checks?|measures?|tests?))\b"
)
NAME_COLUMN = regex(r"\b(?:full|long|medical|proper) (?:names?|words?)\b|^(?:in full|stands for|what it stands for)\W*$")
RESULT = regex(r"^\W*(?:\d|(?:absent|negative|none|normal|positive|present|see)\b|\w+$|$)")
GLOSSARY = regex(
    r"\b(?:glossary|words to know|word list|terms|key words|definitions|medical words|what the words mean|words used)\b"
)


# No meaning after the comma but the main clause: "If you get a seroma, a nurse can drain it."
CLAUSE_OPENS = regex(
    r"(?:^|[.!?:;-] )(?:and |but |or |so |only |even |just )?"
    r"(?:after|although|as (?:long|soon) as|because|before|if|once|provided|since|though|unless|until|when|whenever"
    r"|while)\b[^,;:]*$"
)
MAIN_CLAUSE = regex(
    r"^['\"]?s?, (?:an?|another|any|one of|the) (?:(?!(?:that|when|where|which|who)\b)[\w'-]+ ){1,5}?"
    r"(?:are|can|cannot|could|does|has|have|is|may|might|must|need|needs|should|was|were|will|would|won't)\b"
)


# Where somebody is still to say it: "the nurse will explain what a stent is", "not sure what it means".
TO_BE_TOLD = regex(
    r"\b(?:asks?|explains?|know|learn|says?|see|shows?|sure|tells?|understand|wonder(?:ing)?)(?: (?:her|him|me|them|us|you))?"
    r"(?: (?:exactly|just))? what (?:an? |the |your )?['\"]?$"
)


def goes_on(before: str, after: str) -> bool:
    """Whether the comma after a word ends a clause, and what follows is what then happens."""
    return bool(MAIN_CLAUSE.search(after)) and bool(CLAUSE_OPENS.search(before))


LEADING = frozenset(["", "a", "an", "the"])  # what may stand before a word that opens an entry
MEANS_THIS = regex(r"it (?:just |only )?means ")  # after "does not mean"
FIGURE_LAST = regex(r", \d[\d.,]* ?%$")
SHORT_LEAD = regex(
    r"['\" •-]*(?=[A-Z]\w*[A-Z\d])[A-Z][A-Za-z0-9-]{1,7}s? ?(?::|-|—) "
)  # a short form, before what spells it out
SHORT_IS = regex(r"(?:^|[.!?:;] )['\"]?([A-Z]{2,6})s? (?:(?:is|are)(?: short for)?|means?|stands? for) (?:an? |the )?$")
EXAMPLE_TOLD = regex(r",? such as [\w-]+(?:,? (?:and|or) [\w-]+)? \(([^()\n]{8,100})\)")
CALLED_SO = regex(r"\b(?:also|called|known as|or)\b")
FOR_EXAMPLE = ("e.g.", "e.g.,", "eg", "for example,", "for instance,", "such as")
OTHER_NAME = regex(r"^['\"]?, (?:or|also (?:called|known as)|known as) [^,.;:()]{2,60},")
# What an explanation begins with after its word, and words that name what follows them: a quick look before the patterns.
TELLING = (" ", "'", '"', ",", "—", ";", ":")
NAMING = tuple(
    "as in|in the|if|when|call|describe|i.e.|know|label|list|lump|mean|name|record|refer|say|short for|speak|stand|talk|term"
    "|that is|under the|word|write".split("|")
)
AHEAD, BACK = 200, 120  # characters looked at after and before a word
WORDS_AFTER = 5  # from the word to the end of its sentence, where the next one is about it
NOUNS = 5  # words that may follow the word inside its phrase: "glucose tolerance *test results*"
CALLED = frozenset(["called", "labeled", "labelled", "named", "termed"])
# What ends a phrase: no noun can be one of these.
PHRASE_ENDS = frozenset(
    "a about after also an and are as at be because been before but by can could did do does during for from had has have if in"
    " into is it may might must nor not of on or should so such than that the their then there these they this to under until"
    " was were when where which while who will with without would you your".split()
)
GLOSS = 4  # words from which a bracket explains though one of them is itself hard

MEANS = regex(
    rf" (?:(?:is|are) (?:{ADVERB})*{ARTICLE}\b|means?\b|refers? to\b|(?:happens?|occurs?) when\b"
    r"|(?:is|are) (?:[\w-]+ ){1,3}(?:for|that|used|which|with|you)\b)"
)
SHORT_AFTER = regex(r"^ [(\[][a-z0-9 -]{1,8}[)\]]")
NEXT_WORD = regex(r"^(?: with)?[ /-]([a-z0-9][a-z0-9-]*)")
SUCH_AS = regex(r"^s?,? (?:such as|like|for example|including|e\.g\.)")
LEAD_IN_BRACKET = regex(r"^(?:also (?:called|known as)|or|i\.e\.,?|meaning|that is,?|known as|called) ")
OR_BEFORE = regex(r"([a-z][^,.;:()]{2,50}), or (?:an? |the )?['\"]?$")
SHORT_FORM = regex(r"^s? \(([a-z]{2,6})s?\)")
# A sentence after another that says what it is: "This loss of feeling is *neuropathy*."
THIS_X = regex(
    r"(?:^|[.!?:;,] |\bin (?:the|your) [\w-]+,? )(?:that|these|this|those)(?: (?!can\b|could\b|may\b|will\b)[\w$£€%.,-]+){0,4}?"
    r"(?: (?:is|are)|'s) (?:called )?(?:an?|the|your)? ?['\"]?$"
)
CLOSED = regex(r"^['\"]?s?(?:$|[.,;:!?)]| (?:kind|sort|type)[.,;!]| for you\b| in (?:medical|doctors?'?) )")
APPOSED = regex(r"(?:^|[.!?:;] )(?:an?|one|the|your) ([a-z][^,.;:()]{5,60}), (?:an? |called |the |your )?['\"]?$")
LISTED = regex(r",(?: and)? $")
LOWER_WORD = regex(r"\b[a-z]+\b")
ENTRY = regex(r"^['\"]? ?: \w+(?: \S+){2,}")
EXPLAINS = regex(r"\b(?:explained|definition|means|overview|what (?:do|does|is) (?:it|that|they|this)(?: mean)?\b\?)")
