/** Of job posts: what they say, where they stand, and what is marked in them. */
export const enPost = {
  "post.place.upwork": "Upwork",
  "post.place.fiverr": "Fiverr",
  "post.place.job-board": "Job board",
  "post.place.company-page": "Company page",
  "post.field.title": "Title",
  "post.field.text": "Text",
  "post.field.skills": "Skills to choose there",
  "post.field.budget": "Budget",
  "post.field.place": "Place",
  "post.field.pay": "Pay",
  "post.text.small-job":
    "We start with one small paid job: a fixed price of {pays}, for {hours} of work, as we estimate.",
  "post.text.whatever": "The price is the same for everyone, and we pay it whatever comes of it.",
  "post.text.after-contract": "You get the small job when the contract has started.",
  "post.text.after-order": "You get the small job when the order has started.",
  "post.text.person": "{decider} reads what you send, and chooses. No program does that.",
  "post.text.a-person": "A person reads what you send, and chooses. No program does that.",
  "post.text.ai.welcome": "Help from AI is welcome. Just say what you used.",
  "post.text.ai.tell-us": "Help from AI is fine, if you say where it helped.",
  "post.text.ai.please-do-not": "Please write the code without help from AI.",
  "post.text.tell-us": "Please tell us of one thing like this that you built, and what went wrong in it.",
  "post.text.budget.upwork": "Fixed price. The first milestone is the small job: {pays}.",
  "post.text.budget.fiverr": "{pays} for the small job, due {days, plural, one {in a day} other {in # days}}.",
  "post.text.company": "{company} looks for someone new: {title}.",
  "post.text.where": "Where: {where}",
  "post.text.range": "Pay: {range}",
  "post.text.task":
    "One small task shows us how you work. It should take {hours}, as we estimate, with your own tools, at a time that suits you. You have {days, plural, one {a day} other {# days}} for it.",
  "post.text.pays": "It pays {pays}.",
  "post.text.not-paid": "It is not paid.",
  "post.text.findings": "Whoever hands it in gets to see what we found.",
  "post.text.kept":
    "We keep what you send for {months, plural, one {a month} other {# months}} after we choose. Then we delete it.",
  "post.text.other-way": "Would you rather show your work in another way? Just ask.",
  "post.text.apply": "To apply: [how, such as an address to write to], by [the last day to apply].",
  "post.skill.server": "Back-end development",
  "post.skill.log-ins": "Log-ins and user accounts",
  "post.skill.data": "Database design",
  "post.skill.payments": "Payment systems",
  "post.skill.chat": "Chat and messaging",
  "post.skill.uploads": "File storage",
  "post.skill.systems": "System integration",
  "post.skill.automation": "Automation",
  "post.skill.visitors": "Speed under load",
  "post.rule.upwork.no-contact":
    "No link and no address in the post, and none in the chat before the contract has started.",
  "post.rule.upwork.no-free-work": "No unpaid work of any kind. A test is work.",
  "post.rule.upwork.same-price": "No contest where only the winner gets paid. So all get the same price.",
  "post.rule.upwork.contract": "An offer at a fixed price, taken by the other side, makes the contract.",
  "post.rule.fiverr.no-contact":
    "No address and no link to talk elsewhere before an order. After it, other tools are fine.",
  "post.rule.fiverr.pay-there": "All pay goes through Fiverr.",
  "post.rule.fiverr.our-rule":
    "The test waits for the order, and is paid whatever comes of it. We found no line on tests there. This is our own rule.",
  "post.rule.pay-range":
    "In the EU, people must learn the pay or its range before the talk. In the post is the simplest place.",
  "post.rule.no-preference":
    "In the US, a post may not prefer people by age, sex, origin, faith or health. Many other countries say the same.",
  "post.seen.copy": "Read on {day}, in a stored copy. Terms change: have a look before you post.",
  "post.seen.report": "Read about on {day}, in what others wrote of it. Have a look before you rely on it.",
  "post.bias.gender": "It names one sex. The job is open to everyone.",
  "post.bias.coded": "In a study, women found posts with such words less inviting.",
  "post.bias.age": "It speaks of age. That keeps good people away, and the law may forbid it.",
  "post.bias.years": "Years tell very little of how good the work will be. Say what they should have built.",
  "post.bias.origin": "It asks where someone was born. Ask for how well they speak.",
  "post.bias.ability": "It keeps out people who could do this job well.",
  "post.bias.hype": "It says nothing of the work, and many feel that it is not for them.",
  "paste.offer":
    "A small job at a fixed price of {pays}, for {hours} of work, as we estimate. The price is the same for everyone. I pay it whatever comes of it. You get the task as soon as this has started.",
  "paste.link":
    "Thank you for starting. Here is the task: {link}\n\nIt opens without an account, and is for you alone. It should take {hours}, as we estimate. Please hand it in there by {day}. The price is {pays}, as agreed, paid whatever comes of it. If something is unclear, just ask.",
  "paste.file":
    "Thank you for starting. The task is in the file that I send with this. It should take {hours}, as we estimate. Please send your work back by {day}. The price is {pays}, as agreed, paid whatever comes of it. If something is unclear, just ask.",
  "paste.change":
    "Thank you for your work. We ask everyone in this role for one change to it: “{change}”. It should take about {minutes} minutes, which is our estimate. {pay, select, yes {It pays [what the change pays]. } no {It is not paid. } other {}}All of it is in the file that I send with this. Please send your work back by {day}. If you need more time, or something is unclear, just ask.",
} as const satisfies Record<string, string>;
