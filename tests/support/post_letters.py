"""Invented letters to the office, one or more for each way that post can go."""

from __future__ import annotations

# Each is (the way it should go, a name for the test, the letter). All people are invented.
LETTERS: tuple[tuple[str, str, str], ...] = (
    ("C1", "an officer at a stop", """\
Dear Sir or Madam,

On 3 March I was stopped by PC Halden in Rye Lane. He swore at me and would not tell me why I
had been stopped. I want to complain about this officer.

Yours faithfully, Tamsin Okoro"""),
    ("C1", "an incident without a name",
     "I am very unhappy. They handcuffed me in front of my children and my burglary was ignored."),
    ("C2", "the force in general", """\
To MOPAC

Response times in Croydon are a disgrace and there are not enough officers on our streets. The Met
should change its policy on stop and search."""),
    ("C2", "the Commissioner's force, no act of the Commissioner",
     "The Commissioner runs a bad force. Crime rates go up and nobody does anything."),
    ("C3", "the Commissioner's own conduct", """\
Dear MOPAC,

I wrote to the Commissioner of Police of the Metropolis four times. The Commissioner personally
ignored my letters. I wish to complain about the Commissioner's own conduct."""),
    ("C4", "an assistant commissioner",
     "I complain about Assistant Commissioner Brandt, who was rude to residents at the meeting."),
    ("C5", "the Deputy Mayor", """\
I want to complain about the Deputy Mayor for Policing and Crime.

The Deputy Mayor insulted my mother at a public meeting in Barking."""),
    ("C6", "a member of MOPAC staff", """\
I rang your office on Monday. The member of staff who answered
was rude and hung up on me. I want to make a formal complaint."""),
    ("C6", "an appeal to Stage 2",
     "I am unhappy with the Stage 1 outcome of my complaint to MOPAC and I wish to appeal."),
    ("C6", "no answer from MOPAC",
     "I have written to MOPAC three times since May. MOPAC has not replied. This is unacceptable."),
    ("C7", "a Board member",
     "I wish to complain about a MOPAC Board member, who was rude to me at the June meeting."),
    ("C8", "the Chief Executive",
     "This is a complaint about the Chief Executive of MOPAC, who misled our residents' group."),
    ("C8", "the Victims' Commissioner",
     "I am unhappy with the London Victims' Commissioner. She refused to meet me twice."),
    ("C8", "the VRU Director",
     "I would like to complain about the Director of the Violence Reduction Unit."),
    ("C9", "a commissioned service", """\
I was sent to a counselling service commissioned by MOPAC.
The counsellor never called me back and I am unhappy with the service."""),
    ("C10", "a request for information", """\
Under the Freedom of Information Act 2000 please send me the
number of complaints received by MOPAC in 2025."""),
    ("C10", "unhappy with an answer",
     "I am not happy with your FOI reply of 4 May and ask for an internal review."),
    ("C11", "a subject access request",
     "This is a subject access request. Please send me copies of all you hold about me."),
    ("C11", "personal data sent to somebody else",
     "Your office sent my personal data to my neighbour. I am disgusted by this data breach."),
    ("C12", "a concern of staff", """\
As a member of MOPAC staff I wish to make a protected disclosure
about the way grants are being paid."""),
    ("C13", "an ordinary review request", """\
Dear Reviews Team,

Reference PC/01234/25. I am writing to request a review. I enclose the outcome letter dated
19 February 2026 from the Metropolitan Police Service.

The officer never called me back for six weeks, and the letter does not explain why."""),
    ("C13", "an appeal against an outcome",
     "I wish to appeal against the outcome of my complaint to the Met, reference PC/777/25."),
    ("C13", "unhappy with an outcome",
     "I disagree with the outcome letter that the MPS sent me on 2 February about my lost phone."),
    ("C14", "a review of an alleged assault", """\
I ask for a review of the outcome of my complaint,
reference PC/01299/25. PC Marl punched me in the custody suite and the outcome letter says that
this was acceptable."""),
    ("C14", "the letter names the IOPC",
     "Please review my complaint PC/88/25. The outcome letter says the review body is the IOPC."),
    ("C15", "the City of London Police", """\
I would like a review. I enclose the outcome letter of the
City of London Police about my complaint."""),
    ("C15", "an officer elsewhere",
     "An officer of Surrey Police was rude to me at Guildford station and I want to complain."),
    ("C16", "no outcome yet", """\
I want to appeal. I complained to the Met in January about an officer
and I have not received any outcome."""),
    ("C16", "appeals, but never complained",
     "I appeal to MOPAC about PC Dunn, who refused to take my statement about the noise."),
    ("C17", "an enquiry",
     "Could you please tell me when the next public meeting about policing in Brent takes place?"),
    ("C17", "a crime", "I want to report a crime. My bicycle was stolen from outside the library."),
    ("C18", "the Ombudsman", """\
Local Government and Social Care Ombudsman

We have received a complaint about MOPAC from Ms Idris. Our enquiries are set out below."""),
    ("C20", "a letter before a claim", """\
Pre-action protocol letter

Proposed claim for judicial review of the decision of MOPAC dated 4 May 2026. Our client will issue
proceedings in the Administrative Court without further notice."""),
    ("C21", "thanks", """\
Dear all, I want to thank the person who helped my father fill in the form.
She was very kind."""),
    ("C22", "a rude caseworker",
     "The caseworker in the Reviews Team was rude and dismissive when I rang on 4 June."),
    ("C23", "disagrees with a review", """\
I have your letter of 1 June. I do not accept the decision on
my review. It is wrong and I want it changed."""),
    ("C25", "at risk", """\
I complained about an officer and nobody helps me. I cannot go on and I am
going to kill myself tonight."""),
    ("C27", "a letter of claim", """\
Letter of claim

We act for Mr Osei. Our client claims damages against the Metropolitan Police for false
imprisonment."""),
    ("C28", "a decision not to charge",
     "Under the Victims' Right to Review: the police decided not to charge the man who hit me."),
    ("C29", "a notice of twelve months", """\
Notification under regulation 13

The investigation into complaint PC/5/25 has now lasted more than 12 months. The MPS notifies the
local policing body accordingly."""),
    ("C13", "in other words", """\
I received a letter from the police complaints department saying they will not do anything about my
complaint ref PC/3344/25. I don't agree. Please look at it again."""),
    ("C13", "the outcome letter itself", """\
Metropolitan Police Service, Professional Standards
The outcome of your complaint: rude reply to a question
1. An officer was rude when you asked a question. The officer remembers being busy.
We have decided to take no further action.
You can ask for a review if you think that the outcome was not reasonable and proportionate."""),
    ("C1", "a question with an officer's number",
     "PC 4512 was extremely rude in a traffic stop yesterday. What are you going to do about it?"),
    ("C2", "a policy", "Why does the Met spend so much on facial recognition? It is wrong."),
    ("C3", "remarks of the Commissioner",
     "I make a complaint against the Commissioner, who made offensive remarks in an interview."),
    ("C6", "a lost letter",
     "Your correspondence team lost my letter twice. I am very disappointed with the service."),
    ("C9", "after all stages", """\
I complained to the charity that MOPAC funds and went through all stages of their process. I am
still unhappy."""),
    ("C12", "somebody who works here",
     "I work for MOPAC and I want to report that money is being misused by my head of department."),
    ("C14", "discrimination alleged", """\
I request a review. The officer called me a racist name and assaulted me. I attach the outcome
letter from the MPS."""),
    ("C15", "a call to another force", "Kent Police ignored my 999 call. I want to complain."),
    ("C21", "warm thanks",
     "Thank you so much for your help with my case. Your colleague Ann was excellent."),
    ("C22", "an attitude", "My complaint is about the attitude of my caseworker on the phone."),
    ("C23", "appeals against a review", "Your review decision of 3 March is wrong. I appeal."),
    ("C25", "a child", "My daughter is being abused by her stepfather and nobody comes."),
)

# Letters about several matters: the ways of their parts, in the order of the letter.
MIXED: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("C13", "C10"), "a review and a request for information", """\
I am writing to request a review of the outcome of my complaint. The letter is enclosed.

Under the Freedom of Information Act please also tell me how many reviews you upheld."""),
    (("C1", "C6"), "an officer and our staff", """\
1. PC Amos was rude to me at Brixton police station on
2 May and refused to take my report.

2. When I rang MOPAC about it, a member of your staff laughed and hung up. I am unhappy about
that too."""),
    (("C23", "C22"), "a review decision and the caseworker", """\
The decision on my review is wrong, because
it ignored my second point. The caseworker was also rude and dismissive on the telephone."""),
    (("C13", "C1"), "a review and a new complaint", """\
I request a review of the outcome of my complaint
PC/9/26 about the missing updates.

I also want to make a new complaint. Last week PC Reed swore at me in the street."""),
    (("C11", "C9"), "data and a commissioned service",
     """Your office lost my personal data in March.

The charity that MOPAC funds refused to give me another appointment. I am unhappy with it."""),
)
