"""The terms that say whom or what an item of post is about.

Each term is a pattern that begins and ends at a word's edge and is matched without regard to
capitals; inside ``(?-i:...)`` it must stand as written: "MPS", "PC". The pieces in angle brackets
stand in ``marks``.
"""

from __future__ import annotations

WHO: dict[str, tuple[str, ...]] = {
    "force": (
        r"met(?:ropolitan)? police(?: service)?", r"(?-i:MPS)", r"the (?-i:Met)", r"scotland yard",
        r"the police",
    ),
    "officer": (
        r"<police>officers?", r"(?:police )?constables?", r"police (?:staff|m[ae]n|wom[ae]n)",
        r"(?-i:PC|PCs|WPC|PCSO|DC|DS|DI|DCI)", r"sergeant", r"(?:chief )?inspector",
        r"(?:chief )?superintendent", r"detectives?",
    ),
    "incident": (
        r"(?:arrest|search|stopp|handcuff|detain)ed me", r"crime (?:reference|report)",
        r"in custody", r"police station", r"my (?:burglary|arrest|case|crime)",
        r"stop and search(?:ed)? (?:me|on me)",
    ),
    "commissioner": (r"<commissioner>",),
    "commissioner_did": (
        r"<commissioner>\b(?:'s)?(?: \w+){0,2}? <did>",
        r"<what> of the (?:acting )?(?:metropolitan )?(?:police )?<commissioner>",
        (r"complain\w*(?: \w+){0,3} (?:about|against) the (?:acting )?(?:metropolitan )?(?:met "
        r")?(?:police )?<commissioner>"),
    ),
    "senior": (
        r"(?:deputy assistant|assistant|deputy) commissioner", r"<held>commander", r"(?-i:DAC)",
    ),
    "general": (
        r"response times?",
        r"(?:more|fewer|(?:not )?enough|lack of|no) (?:police )?(?:officers|patrols?|police)",
        r"police (?:numbers|presence|funding|cuts|priorities|strategy|tactics)",
        (r"(?:met|mps|metropolitan police|force|police)(?: service)?(?:'s)? (?:polic(?:y|ies)|"
        r"performance|strategy|priorities|budget)"),
        r"facial recognition", r"crime rates?", r"neighbourhood policing", r"bad force",
        r"institutional\w*", r"policy on", r"the force",
        r"performance of the (?:met|mps|metropolitan police|police)",
    ),
    "other_force": (r"<elsewhere>(?: police| constabulary)", r"(?-i:BTP)",),
    "mayor_did": (
        r"mayor(?: of london| for policing and crime)?(?:'s)?(?: \w+){0,2}? <did>",
        r"<what> of the (?:deputy )?mayor",
        r"complain\w*(?: \w+){0,3} (?:about|against) (?:the )?(?:deputy )?mayor\b(?!'s office)",
        r"(?-i:DMPC)",
    ),
    "board": (r"board members?", r"members? of (?:the |your )?(?:mopac )?board",),
    "chief": (
        r"chief executive(?: officer)?", r"(?-i:CEO)", r"victims?'?s? commissioner",
        r"(?:director of the )(?:violence reduction unit|vru)",
        r"(?:violence reduction unit|vru)(?:'s)? director",
    ),
    "mopac": (r"mopac", r"mayor's office for policing",),
    "mopac_staff": (
        (r"(?:mopac(?:'s)?|your)(?: \w+)? (?:staff|employees?|colleagues?|advis[eo]rs?|"
        r"officers?|reception(?:ist)?|correspondence team|telephone team)"),
        r"members? of (?:your |mopac )?staff",
        r"(?:someone|somebody|man|woman|lady|person) (?:at|from|in) (?:mopac|your office)",
        r"staff (?:at|of|in) mopac",
    ),
    "mopac_service": (
        r"(?:mopac's|your) (?:service|website|consultation|policy|policies|handling|event)",
        r"mopac (?:service|policy|website|consultation)",
        r"(?:letters?|e-?mails?|calls?) to (?:mopac|your office)", r"service (?:from|of|by) mopac",
    ),
    "reviews_staff": (
        r"reviews? team", r"reviews? (?:officer|manager|caseworker)",
        r"(?:the|your|my|our|a|reviews?|mopac) case ?worker",
    ),
    "commissioned": (
        r"commissioned (?:by (?:mopac|you)|services?)",
        (r"(?:that |which )?(?:mopac|you|the mayor's office) (?:commissions?|commissioned|"
        r"funds?|funded|pays? for)"),
        r"funded by (?:mopac|you|the mayor's office)", r"service provider",
        r"under contract (?:to|with) (?:mopac|you)",
    ),
}
