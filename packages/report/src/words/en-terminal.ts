/** What only a terminal says. */
export const enTerminal = {
  "text.counted": "{total, plural, one {One check counts} other {# checks count}}: {counts}.",
  "text.outside": "Not counted: {counts}.",
  "text.ask": "Ask: “{question}”",
  "text.more-in-report": "{count, plural, one {One more} other {# more}} in the report.",
  "text.pressure":
    "Under pressure: {sent, number} visits, {answered, number} answered, {putOff, number} put off, {failed, number} failed",
  "text.pressure.got":
    "{answered, number} answered{putOff, plural, =0 {} other {, # put off}}{failed, plural, =0 {} other {, # failed}}{longest, select, none {} other {, up to {longest}}}",
  "text.pressure.more": "{count, plural, one {One more incident} other {# more incidents}} in the report.",
} as const satisfies Readonly<Record<string, string>>;
