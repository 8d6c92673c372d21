import { enJudgement } from "./en-judgement.ts";
import { enPressure } from "./en-pressure.ts";
import { enVersions } from "./en-versions.ts";

/**
 * Everything the report says in English, as ICU messages. `{who}` is the candidate's name, or "the developer".
 * For a person who cannot program: short sentences, about the work and never about the person.
 */
export const en = {
  ...enPressure,
  ...enJudgement,
  brand: "Assay",
  "brand.rest": ": test, not guess",
  "task.follow-up": "{challenge}, follow-up change: {followUp}",
  "page.title": "{who}: {challenge}. Assay report",
  "page.skip": "Skip to the report",
  "page.contents": "In this report",
  "page.footer": "Assay tests work, not people. This report is about one piece of work, on one day.",
  "page.print": "Print or save as PDF",
  "contents.areas": "Areas",
  "contents.ask": "What to ask",
  "contents.good": "Strengths",
  "contents.next": "Next",
  "the-developer": "the developer",

  "area.works-as-asked": "Does what you asked",
  "area.handles-errors": "Copes with mistakes",
  "area.keeps-data-whole": "Keeps data whole",
  "area.secure": "Hard to break into",
  "area.stable": "Keeps going when things go wrong",
  "area.fast": "Quick enough",
  "area.well-built": "Easy for the next developer",
  "area.explains-clearly": "Explains clearly",
  "area.works-as-asked.about": "The tasks in the brief",
  "area.handles-errors.about": "Nonsense, missing parts, huge uploads",
  "area.keeps-data-whole.about": "Loses and mixes up nothing",
  "area.secure.about": "Holds off attackers",
  "area.stable.about": "A missing database, a stop, a crowd",
  "area.fast.about": "Next to a good one, on the same machine",
  "area.well-built.about": "Others can run it and change it",
  "area.explains-clearly.about": "Could you act on what you were told?",
  "area.explains-clearly.by": "Rated by people only.",
  "area.explains-clearly.waits": "Waits for your interview",
  "area.explains-clearly.never": "It never enters the verdict.",

  "severity.blocker": "Must be closed first",
  "severity.serious": "Serious",
  "severity.minor": "Smaller",
  "severity.blocker.count": "{count} must be closed first",
  "severity.serious.count": "{count} serious",
  "severity.minor.count": "{count} smaller",

  "standing.pass": "Passed",
  "standing.fail": "Failed",
  "standing.not-established": "Could not be tested",
  "standing.not-applicable": "Does not apply",
  "standing.our-error": "Our mistake",
  "standing.explained": "Follows from another failure",
  "standing.pass.count": "{count} passed",
  "standing.fail.count": "{count} failed",
  "standing.not-established.count": "{count} could not be tested",
  "standing.not-applicable.count": "{count, plural, one {# does not apply} other {# do not apply}}",
  "standing.our-error.count": "{count, plural, one {# is our mistake} other {# are our mistakes}}",
  "standing.explained.count":
    "{count, plural, one {# follows from another failure} other {# follow from another failure}}",
  unsteady: "unsteady",
  extra: "Beyond what was asked",
  "extra.short": "extra",
  "extra.count": "{count, plural, one {# is an extra} other {# are extras}}",

  "existing.heading": "This backend was not written for our test.",
  "existing.why": "So we asked only what any backend must meet.",
  "existing.asked":
    "That left {applicable, plural, =0 {none} one {one} other {#}} of our {total, plural, one {one check} other {# checks}}.",
  "existing.missing": "Not there, or we were not told where: {list}.",
  "existing.too-little":
    "That is too little for a verdict. Tell us where more of it is: above all an address that opens only to people who are logged in.",
  "existing.user-names": "Its people are known by a user name. Where this report says email, read user name.",

  "verdict.could-not-run": "We couldn’t get it running",
  "verdict.did-not-hold-up": "Did not hold up",
  "verdict.gave-way": "Gave way where it matters",
  "verdict.our-mistake": "Our mistake",
  "verdict.cannot-say": "We cannot say yet",
  "verdict.mostly-held-up": "Mostly held up",
  "verdict.held-up": "Held up",
  "do.could-not-run": "The reason is below. The work may be sent again.",
  "do.did-not-hold-up": "Don’t use this as it is.",
  "do.gave-way": "Don’t use this as it is. Ask before you decide: a good developer may explain and fix it.",
  "do.our-mistake": "Nothing counts against the candidate. Run it again.",
  "do.cannot-say": "Don’t decide on this alone. Below is what was missing, and how to get it.",
  "do.mostly-held-up": "It works, with serious things to talk about.",
  "do.held-up": "It held up in everything we tried.",
  "do.held-up.only": "Run all checks before you decide.",
  "do.held-up.smaller":
    "It held up in everything we tried. {count, plural, one {One smaller thing is} other {# smaller things are}} worth a word.",

  "headline.not-received": "We could not open what was sent.",
  "headline.not-identified": "We could not tell how to run it.",
  "headline.not-installed": "It could not be installed, so we could not test it.",
  "headline.not-started": "It did not start, so we could not test it.",
  "headline.no-core": "It starts, but nobody could sign up and log in, so we couldn’t get anywhere with it.",
  "headline.not-as-asked": "It does not do all that was asked. {finding}",
  "headline.many-blockers": "It gave way in {count} places that matter. {finding}",
  "headline.gave-way":
    "{share, select, most {Most of it held up.} much {Much of it held up.} other {Some of it held up.}} {finding}",
  "headline.our-mistake": "Something broke on our side, so we cannot judge this work.",
  "headline.cannot-say":
    "{count, plural, =0 {Too much gave no clear answer.} one {One thing that matters gave no clear answer.} other {# things that matter gave no clear answer.}}",
  "headline.cannot-say.clean":
    "Nothing broke. But {count, plural, =0 {too much gave no clear answer.} one {one thing that matters gave no clear answer.} other {# things that matter gave no clear answer.}}",
  "headline.cannot-say.unbound":
    "We could ask too little to judge it: {applicable, plural, =0 {none} one {one} other {#}} of our {total, plural, one {one check} other {# checks}}.",
  "headline.held-up": "We tried hard to break it. It held.",
  "headline.held-up.only":
    "{unclear, plural, =0 {It held up in the {run, plural, one {one check that was run} other {# checks that were run}}.} other {It passed {passed} of the {run} checks that were run.}}",
  "headline.held-up.only.smaller":
    "It held up where it matters in the {run, plural, one {one check that was run} other {# checks that were run}}. {finding}",
  "headline.gave-way.only":
    "{run, plural, one {It failed the one check that was run.} other {It failed {failed} of the # checks that were run.}} {finding}",
  "headline.held-up.smaller": "It held up where it matters. {finding}",
  "headline.nothing-run": "Nothing was tested.",

  "why.works-as-asked":
    "It did all we asked of it{extras, plural, =0 {} one {, and one thing beyond} other {, and # things beyond}}.",
  "why.works-as-asked.part": "It passed {passed} of {total} checks on what was asked.",
  "why.keeps-data-whole": "It lost nothing and mixed up nothing.",
  "why.secure": "We attacked it, and none of our attacks worked.",
  "why.handles-errors": "It coped with every mistake we made.",
  "why.stable": "It kept going when things went wrong around it.",
  "why.where-it-broke": "Where it broke: {sentence}",
  "why.more-broke":
    "{count, plural, one {One more check failed. It is told below.} other {# more checks failed. They are told below.}}",
  "why.our-mistake":
    "{broken} of {total} checks stopped because of a fault of ours. What else we saw is below, but it makes no verdict.",
  "why.only":
    "Only {count, plural, one {one check was} other {# checks were}} run, because a person asked for {count, plural, one {it} other {them}} by name. The verdict speaks of {count, plural, one {that one} other {those}} alone.",
  limits:
    "One small task, run on {date}. It can’t tell you how someone works with others, or promise how they’ll do in the job.",

  "tally.heading": "In numbers",
  "tally.passed": "passed",
  "tally.failed": "failed",
  "tally.not-established": "could not be tested",
  "tally.our-error": "our mistake",
  "tally.total": "checks that count, of {all}",
  "tally.outside.explained":
    "{count, plural, one {One more failed, or was not asked, only because of a failure above. One cause is counted once.} other {# more failed, or were not asked, only because of a failure above. One cause is counted once.}}",
  "tally.outside.not-applicable":
    "{count, plural, one {One more does not apply to this work.} other {# more do not apply to this work.}}",
  "ladder.heading": "Where this sits",
  "ladder.outside": "This verdict has no place here. It says that we could not find out.",
  "ladder.rules": "The rules behind these words",
  "ask.jump": "What to ask {who}",
  "ask.jump.unnamed": "What to ask",
  "problem.jump": "What stopped it",
  "missing.jump": "What was missing",

  "problem.heading": "What stopped it",
  "problem.about": "This counts as the work’s own until it runs. It may be a small thing.",
  "problem.about.ours": "This is ours. It does not count against {who}.",
  "problem.happened": "What happened",
  "problem.todo": "What to do",
  "problem.lines": "The last lines it printed",
  "problem.no-lines": "It printed nothing.",

  "established.heading": "What we could and could not establish",
  "established.of": "{count} of {total}",
  "established.yes": "Established",
  "established.yes.about": "We tried it for real and got a clear answer.",
  "established.no": "Not established",
  "established.open": "Open: {title}",
  "established.same": "For each of these {count, plural, other {#}}: {sentence}",
  "established.no.about": "This counts neither for nor against {who}.",
  "established.no.none": "Everything we tried gave a clear answer.",
  "established.ours": "{count, plural, one {One is a mistake of ours} other {# are mistakes of ours}}",
  "established.works-as-asked": "It does what was asked.",
  "established.handles-errors": "It copes with mistakes.",
  "established.keeps-data-whole": "It keeps what it has saved.",
  "established.secure": "It holds off attackers.",
  "established.stable": "It keeps going when things go wrong.",
  "established.fast": "It is quick enough.",
  "established.well-built": "The next developer can work with it.",
  "established.area":
    "{count, plural, one {The one check we have on this passed.} other {All # checks on this passed.}}",
  "established.worst": "Told first below.",
  "established.worst.more": "And {count, plural, one {one other failure} other {# other failures}}, told below.",
  "established.ask": "Ask {who}: “{question}”",
  "established.more": "{count, plural, one {One more could not be tested} other {# more could not be tested}}",

  "reason.prerequisite-failed": "Not asked, because something it needs did not work.",
  "reason.app-died": "The program stopped while we tried this.",
  "reason.data-hidden":
    "{how, select, locked {It hid its data from us: {place} stayed locked for {seconds, plural, one {# second} other {# seconds}}, and we couldn’t read it.} connections {It kept us out of its database: for {seconds, plural, one {# second} other {# seconds}} we couldn’t connect.} size {It keeps more in {place} than we can read in fair time.} other {It stores {place} so that we couldn’t read it.}}",
  "reason.unaddressed":
    "One of its addresses ({address}) needs a value, such as an id, that its log-in didn’t give us, so we could not ask this.",
  "reason.step-empty":
    "First we asked for {address}, and what we need from there was missing. So we could not ask this.",
  "reason.limited":
    "Its own limit on {limitedOperation, select, signUp {sign-ups} logIn {log-ins} forgotPassword {reset mails} changePassword {password changes} updateProfile {profile changes} other {requests}} turned our visitors away, so we could not ask this.",
  "reason.unsteady": "It came out one way, then another, each time we tried. So we say nothing.",
  "reason.old-evidence": "What we saw was written down by an older version of our test.",
  "reason.extra-not-done":
    "The brief said “if you have time”. This was not done, or does not work yet. That counts against nobody.",
  "reason.not-in-challenge": "Nothing in this task is of that kind.",
  "reason.database-lacks": "Its database is a file and no server, so this can’t be asked.",
  "reason.not-bound": "It does not have this, or we were not told where it is.",
  "reason.brief-alone": "This is only asked of work that was made for our test.",
  "reason.no-json": "It takes no data in the form that this question is about.",
  "reason.not-run": "The run ended before we came to this.",
  "reason.not-repeated": "It failed once, and we could not try it again to be sure.",
  "reason.unknown": "We got no clear answer.",
  "reason.our-error": "Our own test broke here. It does not count.",
  "reason.because": "Counted with “{title}”.",

  "areas.heading": "Area by area",
  "areas.about":
    "Each mark is one check. We do not add them up to one score: a single gap can matter more than ten small things done well. One cause is counted once.",
  "areas.area": "Area",
  "areas.checks": "The checks",
  "areas.result": "Result",
  "areas.established": "Established",
  "areas.passed": "{passed} of {total} passed",
  "areas.established.of": "{count} of {total}",
  "areas.none": "None to count",
  "notes.heading": "Facts we note and never judge",

  "hurt.heading": "What would hurt you first",
  "hurt.about":
    "{count, plural, one {The one failure.} =2 {The two failures that matter most, in order.} =3 {The three failures that matter most, in order.} other {The # failures that matter most, in order.}} You can ask about {count, plural, one {it} other {each}} without knowing how it works.",
  "hurt.about.own":
    "{count, plural, one {The one failure.} =2 {The two failures that matter most, in order.} =3 {The three failures that matter most, in order.} other {The # failures that matter most, in order.}}",
  "hurt.happened": "What happened",
  "hurt.means": "What it means for your product",
  "hurt.ask": "Ask {who}",
  "hurt.good": "A good answer",
  "hurt.weak": "A weak answer",
  "hurt.evidence": "For engineers: the evidence",
  "hurt.more": "{count, plural, one {One more thing} other {# more things}}",
  "hurt.smaller": "{count, plural, one {One smaller thing} other {# smaller things}}",
  "hurt.follows": "From the same cause",
  "hurt.follows.untested": "Not asked, because of this failure: “{title}”.",
  "hurt.none.heading": "What to ask all the same",
  "hurt.none.about": "Nothing failed. These questions let you hear how it was done.",
  "hurt.none.passed": "Passed",

  "good.heading": "What was done well",
  "good.about": "Seen in the work, not told to us.",
  "good.about.extras":
    "{count, plural, one {One of these was an extra: the brief said “if you have time”.} other {# of these were extras: the brief said “if you have time”.}}",

  "engineers.heading": "For engineers",
  "engineers.about":
    "The requests, replies and facts behind this report. All of it is stored beside it, and can be judged again without running anything.",
  "engineers.all": "{count, plural, one {The one check} other {All # checks}}",
  "engineers.open": "Open every fold here",
  "engineers.close": "Close every fold here",
  "engineers.told": "Evidence under “{title}”",
  "engineers.established": "{count} of {total} established",
  "evidence.check": "Check",
  "evidence.severity": "Severity",
  "evidence.kind": "Kind",
  "evidence.kind.proof": "proof: seen once is enough",
  "evidence.kind.measurement": "measurement: a failure must repeat",
  "evidence.rests": "Rests on",
  "evidence.rests.any-backend": "what any competent reader takes for granted",
  "evidence.rests.brief-alone": "a brief that this backend was not written for; so it was not asked",
  "evidence.weakness": "Weakness",
  "evidence.asvs": "OWASP ASVS 5.0",
  "evidence.tries": "Tried in",
  "evidence.cells": "{count, plural, one {# cell} other {# cells}}",
  "evidence.exchanges": "Requests and replies",
  "evidence.exchanges.some": "Requests and replies ({shown} of {total}; the rest is in result.json)",
  "evidence.commands": "The same as commands for a shell",
  "evidence.commands.how":
    "Start the service yourself and put its address behind URL. These people are not in its database yet: sign them up first. Where a request carries a log-in’s key, put the one you get.",
  "evidence.details": "Details",
  "evidence.facts": "Facts",
  "evidence.error": "What broke on our side",
  "evidence.no-exchange": "No request was kept for this check.",
  "evidence.cut": "cut; {bytes} in all",
  "evidence.no-reply": "no reply: {kind}",
  "evidence.copy": "copy {number}",
  "evidence.took": "{milliseconds} ms",

  "sure.heading": "How sure we are",
  "sure.again": "Would it happen again?",
  "sure.again.none":
    "Nothing failed, so there is nothing to repeat. What is measured, such as time, was tried with room to spare.",
  "sure.again.proofs":
    "{proofs, plural, =0 {} one {One of the failures is a proof: what must never happen was there to see, and once is enough.} other {# of the failures are proofs: what must never happen was there to see, and once is enough.}}",
  "sure.again.measured":
    "{measured, plural, =0 {} one {One was measured. It was tried again in fresh copies and failed again each time.} other {# were measured. Each was tried again in fresh copies and failed again each time.}}",
  "sure.wrong": "Could our test be wrong?",
  "sure.wrong.answer":
    "It could. So each check must first prove itself: it has to catch a program with a planted fault, and leave alone programs that are right in another way. If a finding looks wrong, open its evidence. All we sent and got back is there.",
  "sure.calibration": "How often are these tests wrong?",
  "sure.calibration.answer":
    "We ran them on backends where we knew the answer ({from} to {to}). Of {flawed, number} runs with a planted fault, they caught {caught} ({caughtShare, number, ::percent .#}, at least {caughtLow, number, ::percent .#}). On {right} sound backends, {alarms, plural, =0 {none} other {#}} of {judged, number} answers {alarms, plural, one {was a false alarm} other {were false alarms}} (at most {alarmsHigh, number, ::percent .#}).",
  "sure.ours": "Did anything go wrong on our side?",
  "sure.ours.none": "No. A mistake of ours would be named here, and would not count against {who}.",
  "sure.ours.some":
    "Yes. {count, plural, one {One check broke} other {# checks broke}} because of us. {count, plural, one {It does} other {They do}} not count against {who}: {titles}.",
  "sure.ours.late":
    "{count, plural, one {Once} =2 {Twice} other {# times}} in the run under pressure our own tool was late, or other work kept this machine busy. What went wrong there does not count against {who}.",
  "sure.ours.problem": "Yes, and it stopped the run. It does not count against {who}.",
  "sure.limits": "Was it shut in well?",
  "sure.limits.full": "Yes. It ran in a closed cell with no way out, and with firm limits on memory and work.",
  "sure.limits.approximate":
    "It ran in a closed cell with no way out. But this machine could only set rough limits on memory and work, so what we say about a heavy load is less sure.",
  "sure.limits.none": "No. A person chose to run it without a closed cell. Only do that with work you trust.",
  "sure.busy": "Other work took {percent} of this machine’s time during the run. Times may be less sure.",
  "sure.time": "How quick is it?",
  "sure.time.answer":
    "A simple request took {idle}. Checking a password took {hash}. Keeping passwords safe takes time on purpose, so we do not count that against anyone.",
  "sure.not": "What does this not tell you?",
  "sure.not.answer": "How {who} works, explains and decides. The interview is for that.",

  "rules.heading": "The seven verdicts and their rules",
  "rules.about":
    "The first rule that matches gives the verdict. “Blocker” is our word for what must be closed first, “minor” for the smaller things. “Established” means a clear answer, passed or failed. What does not apply leaves the count, and so does what only follows from another failure.",
  "rules.verdict": "Verdict",
  "rules.rule": "Rule",
  "rules.do": "What to do",
  "rules.here": "(this report)",
  "rule.could-not-run":
    "For a reason of the submission’s own, not installed or started, or the challenge’s core (sign-up and log-in) could not be exercised, in two fresh cells.",
  "rule.did-not-hold-up": "A blocker in “Does what you asked” failed, or three blockers did.",
  "rule.gave-way": "A blocker failed.",
  "rule.our-mistake":
    "A blocker check is our error after a retry, or more than 5% of checks are, or something that our sandbox refused stopped install or start.",
  "rule.cannot-say":
    "An applicable blocker check, or more than 15% of applicable checks, not established; or fewer than half of the questions for any backend could be asked, as too little of it was bound.",
  "rule.mostly-held-up": "A serious check failed.",
  "rule.held-up": "Otherwise; minor failures are listed.",
  "rule.do.could-not-run": "Says why; they may send it again.",
  "rule.do.cannot-say": "What was missing, how to get it.",

  "phases.heading": "Phases and versions",
  "phases.about": "From the first byte to this report: {duration}.",
  "phases.phase": "Phase",
  "phases.note": "Note",
  "phases.time": "Time",
  "phases.total": "In all",
  "phase.receive": "Received",
  "phase.identify": "Identified",
  "phase.install": "Installed",
  "phase.start": "Started",
  "phase.gather": "Tested",
  "phase.judge": "Judged",
  "phase.report": "Report written",
  "phase.receive.note": "{files, plural, one {# file} other {# files}}, {bytes}",
  "phase.identify.note": "{runtime}",
  "phase.start.note": "answered for the first time after {time}",
  "phase.gather.note":
    "{checks, plural, one {# check} other {# checks}}, {cells, plural, one {# cell} other {# cells}}; {waiting} of it waiting for the submission",
  "phase.judge.note": "from what was seen, with nothing running",
  "phase.stopped": "stopped here",
  "phases.slow": "Why it took longer",
  "phases.slow.answer":
    "Each password costs this work {hash}, by its own choice. The test needed {count, plural, one {one such step} other {# such steps}}, and they take time. A slow password step is a good sign, not a fault. It is counted against nobody.",
  ...enVersions,

  "next.heading": "What happens next",
  "next.talk": "Talk to {who}",
  "next.talk.findings":
    "{count, plural, one {Bring the question above.} other {Bring the # questions above.}} Listen for how the answer is reached, not only for the right words.",
  "next.talk.clean": "Ask to be shown how it was done. The questions above are a start.",
  "next.fix": "If you like: ask for one fix",
  "next.fix.about": "“{title}.” Run it again and see if it holds.",
  "next.hear": "Let {who} hear the reasons too",
  "next.hear.about":
    "The same findings, soon, whatever you decide. If one is wrong, {who} can say so, and a person looks again.",
  "next.send-reason": "Send {who} the reason",
  "next.send-reason.about": "It is under “What stopped it”, with the last lines that were printed.",
  "next.again": "Let it be sent again",
  "next.again.about": "Then run it again. A small slip should not end it.",
  "next.rerun": "Run it again",
  "next.rerun.about": "Until then there is nothing to say about this work, good or bad.",
  "next.missing": "Get what was missing",
  "next.missing.about": "It is named above, with what to ask. Or run it again where it can be tested.",
} as const satisfies Readonly<Record<string, string>>;

export type WordKey = keyof typeof en;
