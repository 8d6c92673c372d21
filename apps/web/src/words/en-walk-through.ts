/** Do they know their own work: the follow-up change, and the walk-through of their own code. */
export const enOwnWork = {
  "places.own-work": "Their own work",
  "own.title": "Their own work",
  "own.heading": "Does {name} know this work?",
  "own.back": "Back to {name}",
  "own.print": "Print",
  "own.lead":
    "Two ways to find out, and both are fair. First a small change, made at home. Then a talk at lines of their own code. Nobody is ever watched while they write.",

  "follow-up.title": "1. Follow-up change",
  "follow-up.mark": "Follow-up change",
  "follow-up.none": "This task has no follow-up change.",
  "follow-up.text":
    "“{change}”: one small change to the work that was handed in. It should take about {minutes} minutes, which is our estimate. It is the same for everyone in the role, with the same number of days. Assay runs the changed work, and asks everything it asked before once more.",
  "follow-up.why":
    "It is done at home, with their own tools and the help that was allowed. In a trial, being watched cut how well people did by more than half. So nobody watches.",
  "follow-up.read": "Read what is asked",
  "follow-up.no-report": "First there must be a report on {name}’s work that ran. Then you can ask for the change.",
  "follow-up.not-asked": "{name} was not asked for it yet.",
  "follow-up.ask": "Ask for the change",
  "follow-up.ask.title": "Ask {name} for the change?",
  "follow-up.ask.text":
    "“{change}” is then on the candidate’s page, with the day when it is due. More time can be asked for there, as before.",
  "follow-up.ask.text.here":
    "You get “{change}” as one file, with the day when it is due. You send it by mail or chat. Whoever needs more time tells you.",
  "follow-up.pay.task":
    "The task pays {pays}. That was for the task alone: this change is not in it. So tell {name} what the change pays, before the work on it begins. It is the same for everyone.",
  "follow-up.pay.upwork":
    "Upwork allows no unpaid work, and this change is work too. Agree on a price for it there first, the same for everyone you ask.",
  "follow-up.pay.fiverr":
    "On Fiverr work comes with an order, and this change is work too. Agree on a price for it there first, the same for everyone you ask.",
  "follow-up.pay.agreed": "We agreed on a price for the change on {place}",
  "follow-up.days": "Days for it",
  "follow-up.days.help": "The first one you ask sets this for the whole role. It can’t be changed after that.",
  "follow-up.days.set": "{days, plural, one {One day} other {# days}}, as for everyone in this role.",
  "follow-up.ask.mail": "Ask by mail",
  "follow-up.ask.link": "Ask, and show me the link",
  "follow-up.ask.here": "Ask, and get the file",
  "follow-up.mailed": "{name} gets a mail with the link.",
  "follow-up.file.text":
    "A link to this computer would not open for {name}. Take this one file, and send it by mail or chat. It holds the change, what the work must then be able to do, and how to send it back.",
  "follow-up.file.gap": "Put in what the change pays, where the square brackets are.",
  "follow-up.asked":
    "{name} was asked on {asked}. The change is due {due}: {days, plural, one {one day} other {# days}} for everyone in this role, and more for who asks for it.",
  "follow-up.came": "{name}’s change came {day}.",
  "follow-up.drop": "If the change came to you, drop the .zip or .tar.gz here. It is tested at once.",
  "follow-up.take-back": "Take it back",
  "follow-up.runs": "Tests of the change",
  "follow-up.runs.text": "Apart from the reports on the first work, and never mixed with them.",

  "walk.title": "2. Walk-through",
  "walk.text":
    "Ask these one by one, in this order, the same for everyone. Have their code open. Let them look, think and look things up. You need not read the code yourself: listen for how it is explained.",
  "walk.help":
    "Using help that was allowed is not evidence against anyone. What counts is whether the work is understood. Nothing here is scored by us.",
  "walk.none": "This task has no questions about the code.",
  "walk.no-work": "{name} has not handed in any work yet. The places in the code show up here once there is some.",
  "walk.unreadable":
    "The file that {name} sent is not here any more, or can’t be opened. You can still ask these; have them show you the place.",
  "walk.number": "Question {number}",
  "walk.number.change": "Question {number}, on the change",
  "walk.quoted": "“{text}”",
  "walk.place": "{path}, line {line}",
  "walk.no-place": "We found no such line. Ask: “Where in your code is this done?”",
  "walk.no-change": "There is no change to point at. Ask it once one was handed in.",
  "walk.no-other": "We found no other place. Ask: “Where else did you change something?”",
  "walk.good": "A good answer",
  "walk.weak": "A weak answer",

  "task.change": "A change to your own work",
  "task.change.lead":
    "{organization} has seen your work, and asks for one change to it: “{change}”. Everyone in this role is asked for the same. It should take about {minutes} minutes, which is our estimate.",
  "task.change.home":
    "You do it at home, with your own tools, when it suits you. Nobody watches. Help that was allowed before is allowed here too, and is not held against you.",
  "task.change.run":
    "We run the whole of your work again and ask what we asked before, and {count, plural, one {one question} other {# questions}} about the change. What is found stands apart from your first report.",
  "task.change.due": "Please send it by {day}. Need more time? Ask for it below, as before.",
  "task.change.time": "About {minutes} minutes. That is our estimate, not yet measured.",
  "task.change.late": "That day has passed. You can still send it; it shows when it came.",
  "task.change.came": "Your change is here. You sent it {day}.",
  "task.change.on": "What was found reaches you with the decision, on {day} at the latest.",
  "task.change.again": "We couldn’t get your change running. Fix it, send it, and hand it in once more below.",
  "task.change.contract": "What is added to the contract (YAML)",
  "task.change.report": "Read what was found on the change",
  "task.report.change": "This is about the change to your work. Your first report stands apart from it.",
} as const satisfies Record<string, string>;
