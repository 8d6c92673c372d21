/** Names that wait until whoever looks has rated. */
export const enBlind = {
  "role.form.blind": "Hide names until people have rated",
  "role.form.blind.help":
    "Blind mode. You see a code name, such as Alder, and no source, rate or stars. Once you have rated the work, you see the rest. So a name can’t sway you.",
  "blind.note": "Name hidden until you have rated.",
  "blind.note.reader": "Name hidden until a hire or a no is on record.",
  "blind.hidden": "Hidden until you have rated",
  "blind.hidden.full": "Their rate, their stars and work they did before are hidden, as the name is.",
  "blind.hidden.short": "Hidden",
  "blind.hidden.reader": "Hidden for now",
  "blind.board": "Names are hidden. Each one shows once you have rated that work.",
  "blind.board.reader": "Names are hidden. Each one shows once a hire or a no is on record.",
  "blind.open": "Show the name",
  "blind.open.title": "Show the name now?",
  "blind.open.text":
    "Show it if you have to write to them, or send a file. It can sway you. So whoever rates this work will see that you saw the name first.",
  "blind.open.do": "Show it",
  "blind.opened": "{names} saw the name before rating.",
  "blind.first": "Invite {name}",
  "blind.first.again": "Invite {name} again",
  "blind.first.text":
    "You invite people by name, and this name is still hidden from you. Show it first. Then the invitation stands here.",
  "blind.first.seen": "This stays in sight: whoever rates the work reads that you saw the name before rating.",
  "blind.first.colleague":
    "You want to rate without the name? Then a colleague who does not rate this work can show the name and invite.",
  "blind.off": "{name} turned blind mode off on {day}.",
  "blind.off.again": "{name} turned blind mode off on {day}. It is on again.",
  "blind.off.nobody": "Blind mode was turned off on {day}.",
  "blind.thread": "They don’t know the name {name}. Leave it out when you write.",
  "blind.file": "The file with all of it has the name in it. You can take it once you may see the name.",
  "blind.invite": "Invite by mail",
  "blind.invite.again": "Send the mail again",
  "blind.invited": "The invitation is sent. Work is due on {day}.",
} as const;
