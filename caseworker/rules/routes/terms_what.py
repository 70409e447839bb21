"""The terms that say what an item of post asks for or tells, written as in ``terms_who``."""

from __future__ import annotations

WHAT: dict[str, tuple[str, ...]] = {
    "grievance": (
        r"complain\w*", r"(?:un|not )happy", r"dis(?:satisfied|agree|appoint|gust|grace)\w*",
        r"rude\w*", r"unaccept\w+", r"appalling", r"shouted", r"swore", r"assault\w*", r"punch\w*",
        r"ignor(?:ed|es|ing)", r"fail(?:ed|s|ure)", r"refus(?:ed|es|al)", r"lied", r"misled",
        r"aggressive\w*", r"unprofessional\w*", r"unfair\w*", r"wrong", r"misconduct", r"racis\w+",
        r"let (?:me|us) down", r"never (?:called|replied|answered|came|wrote)",
        (r"(?:did not|didn't|has not|hasn't|have not|haven't) (?:call|repl|answer|come|write|"
        r"respond|listen)\w*"),
        r"do not accept", r"bad", r"poor", r"terrible", r"concern(?:ed|s)? about", r"dismissive",
    ),
    "behaviour": (
        r"rude\w*", r"attitude", r"tone", r"shouted", r"dismissive", r"disrespect\w*", r"hung up",
        r"patronis\w+", r"laughed", r"unprofessional\w*", r"behav\w+", r"sarcastic",
        r"condescending", r"swore", r"spoke to me",
    ),
    "review_ask": (
        r"review request",
        (r"(?:ask|asking|apply|applying|request|requesting|like|want|wish|seek|seeking|"
        r"need)(?: \w+){0,4}? (?:an? |the |for |my |to )*(?:independent |mopac )?review(?:ed)?"),
        r"review (?:of )?(?:the |my |how |this |our )?(?:outcome|police complaint|complaint)",
        r"right (?:of|to a) review", r"please review",
        r"look (?:at|into) (?:it|this|that|my complaint) again", r"independently reviewed",
    ),
    "appeal": (r"appeal(?:s|ing)?",),
    "outcome": (
        r"outcome letter", r"outcome of (?:my|the|our|his|her|their|a)(?: \w+){0,3} complaint",
        (r"(?:police|met|mps|dps)(?:'s)? (?:outcome|decision|findings?|final (?:letter|reply|"
        r"response))"),
        r"(?:final|decision) letter (?:of|from|by) the (?:met|mps|police)",
        r"directorate of professional standards", r"service (?:provided )?was (?:not )?acceptable",
        r"(?:complaint|it) was not upheld", r"complaints? resolution unit", r"with the outcome",
        r"complaint (?:was|has been) (?:dismissed|rejected|closed)",
        r"(?:police|met|mps) (?:letter|reply|response)",
    ),
    "no_outcome": (
        (r"(?:not|never|\w+n't)(?: yet| even)? (?:received|had|been (?:given|sent)|got|issued|"
        r"sent|seen|made|given|reached)(?: \w+){0,3}? (?:outcome|decision|result)"),
        (r"(?:no|without an?|without any|awaiting an?|awaiting the|awaiting|still waiting for "
        r"an?|still waiting for the|still waiting for) (?:\w+ )?(?:outcome|decision|result)"),
        r"(?:has|have) (?:not|never) (?:yet )?(?:finished|complained to the (?:police|met|mps))",
        r"(?:has|have) not replied to my complaint",
        r"still (?:being )?(?:investigat\w+|looking into)",
    ),
    "review_decision": (
        r"review decision",
        (r"(?:outcome|decision|result) (?:of|on|in|about) (?:my|your|the|our|mopac's)(?: "
        r"mopac)? review"),
        r"your (?:decision|letter) (?:on|about|refusing|rejecting) my review",
        r"reviewed my complaint and",
    ),
    "stage_2": (r"stage (?:1|one|2|two)",),
    "internal_review": (r"internal review",),
    "freedom": (
        r"freedom of information", r"(?-i:FOI|FOIA|EIR)", r"environmental information regulations",
    ),
    "data": (
        r"subject access", r"(?-i:D?SAR)", r"data protection", r"(?-i:(?:UK )?GDPR)",
        r"personal (?:data|information)", r"data breach", r"hold (?:about|on) me",
        r"information commissioner",
    ),
    "whistle": (
        r"whistle-?blow\w*", r"protected disclosure", r"public interest disclosure",
        r"as an? (?:member of (?:mopac|your) staff|mopac employee|employee of mopac)",
        r"I (?:work|am employed) (?:at|for|by|in) mopac",
    ),
    "ombudsman": (r"local government and social care ombudsman", r"(?-i:LGSCO)", r"ombudsman",),
    "ombudsman_asks": (
        r"(?:we|I) have (?:received|accepted|decided|considered|started)",
        r"I am an? (?:investigator|assessor)", r"on behalf of the ombudsman", r"formal enquir\w+",
        r"our (?:enquir\w+|draft decision|investigat\w+)",
    ),
    "court": (r"judicial review",),
    "before_claim": (
        r"pre-?action", r"letter before (?:claim|action)", r"proposed (?:claim\w*|defendant)",
        r"issue (?:a claim|proceedings)", r"administrative court",
    ),
    "claim": (r"letter of claim", r"damages", r"compensation", r"civil claim",),
    "lawyer": (
        r"our client", r"letter of claim", r"we (?:act|are instructed)", r"solicitors?",
    ),
    "charging": (
        r"victims?'?s? right to review", r"right to review scheme", r"(?-i:VRR)",
        r"(?:decision|decided|deciding) (?:not to|to not|against) (?:charg\w+|prosecut\w+)",
        r"not to (?:charge|prosecute)", r"dropped the (?:case|charges)",
    ),
    "twelve_months": (
        (r"(?:passed|exceeded|over|more than|longer than|beyond|reached) (?:\w+ ){0,2}?(?:12|"
        r"twelve|18|eighteen|24)[ -]months?"),
        r"(?:12|twelve|18)[ -]months? (?:notice|notification)",
    ),
    "notice": (r"notif(?:y|ies|ication)", r"regulation 13", r"reg\. ?13", r"gives? notice",),
    "risk": (
        r"suicid\w*", r"(?:kill|hurt|harm) (?:myself|himself|herself|themselves)",
        r"(?:will|going to|threatened to|threatens to|wants to) (?:kill|hurt) \w+",
        r"end (?:my life|it all)", r"take my (?:own )?life", r"self-?harm\w*",
        r"(?:immediate|in|grave) danger", r"fear for (?:my|our|her|his) (?:life|lives|safety)",
        (r"(?:child|children|daughter|son|baby) (?:is|are) (?:at risk|in danger|not safe|being "
        r"(?:hurt|abused|beaten))"),
        r"not want to live",
    ),
    "member": (
        r"member of parliament", r"(?-i:MP) for", r"(?-i:\bMP\b)", r"house of commons",
        r"my constituent",
    ),
    "abuse": (
        r"every (?:single )?(?:day|hour) until", r"I will not stop",
        r"you will (?:regret|be sorry|pay)", r"I know where you", r"watch your back",
        r"(?:idiots?|scum|morons?|parasites)", r"\d{2,} (?:e-?mails|letters|calls)",
    ),
    "thanks": (
        (r"thank(?:s| you)(?: so much| very much)? (?:to|for (?!your (?:letter|e-?mail|reply|time|"
         r"attention|consider)|reading|considering|looking))\w+"),
        r"to thank", r"grateful to", r"compliment", r"excellent (?:service|work|job)",
        r"very (?:helpful|kind)", r"well done", r"appreciat\w+",
    ),
    "enquiry": (
        r"(?:could|can|would) you (?:please )?(?:tell|advise|let|explain|confirm)",
        r"I would like to (?:know|ask)", r"please (?:tell|advise|let) (?:me|us)", r"enquiry",
        r"question about", r"how (?:do|can) I", r"my views? on", r"to comment on",
        r"writing to ask",
    ),
    "crime": (
        r"report (?:a|the|this) (?:crime|theft|burglary|robbery|assault)",
        r"I (?:was|have been) (?:burgled|robbed|mugged)", r"(?:was|were|has been) stolen",
        r"dealing drugs", r"drug deal\w+", r"anti-?social behaviour",
    ),
    "serious": (
        r"punch\w*", r"kick(?:ed|ing)", r"assaulted (?:me|by|my)", r"excessive force", r"broke my",
        r"racis\w+", r"sexist", r"homophob\w+", r"islamophob\w+", r"transphob\w+", r"antisemit\w+",
        r"sexual (?:comment|remark|advance|relationship)\w*", r"sexually",
        r"pervert\w* the course", r"cover(?:ed)?[- ]?(?:it )?up", r"corrupt\w*", r"brib\w+",
        r"strip[- ]search\w*", r"naked", r"(?:died|death) in (?:police )?custody", r"tasered",
        r"choked", r"lied in (?:his|her|their|a|the)", r"stole (?:my|from)",
    ),
    "iopc_named": (
        r"review body (?:is|as|was|would be) the (?:iopc|independent office)",
        (r"(?:iopc|independent office for police conduct) (?:is|was|as) (?:the|my) (?:relevant "
        r")?review body"),
        r"review (?:by|from|to) the (?:iopc|independent office)",
    ),
    "mps_reference": (r"(?-i:PC|CO)/\d+/\d+", r"(?:mps |complaint )?reference",),
    "separate": (
        r"(?:also|new|separate|another|different)(?: \w+){0,6}? complain(?:ts?|ing)?",
        r"separately", r"in addition", r"on another matter", r"a separate matter",
    ),
    "stages_done": (
        r"(?:all|every) (?:the |their |its |of (?:the|their) )?stages?", r"exhausted",
        r"their final (?:response|reply|answer)",
    ),
}
