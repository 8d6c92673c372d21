/** What a push is told on its way, for a terminal. */
export const pushWords = {
  arrived: (commit: string) => `Assay has your push: ${commit} on main.`,
  kept: (commit: string, name: string) => `Assay keeps ${commit} on ${name}. It is not tried.`,
  onlyMain: "Only what is on main is tried, and can be handed in. To send this one: git push origin HEAD:main",
  afterHandIn:
    "Your work is handed in, and that is what counts. We keep this push and try it for you, but it changes nothing there.",
  nothingOpen: "It is kept. There are no open checks here: hand it in on your page when you are ready.",
  trying: (count: number) => `Trying it with the ${String(count)} open ${count === 1 ? "check" : "checks"} ...`,
  waiting: "Waiting for a free place to run it ...",
  stillWaiting: "No place is free yet. It will be tried as soon as there is one.",
  phases: {
    receive: "Taking in the files",
    identify: "Finding out what it is",
    install: "Installing what it needs",
    start: "Starting it",
    gather: "Asking it",
  } as Readonly<Record<string, string>>,
  stillInstalling: (seconds: number, link: string) =>
    `Still installing (${String(seconds)} s so far). You can leave, and see how it goes on: ${link}`,
  again: (title: string) => `  Once more, to be sure: ${title}`,
  outcomes: {
    pass: "Passed",
    fail: "FAILED",
    "not-established": "Could not be tested",
    "not-applicable": "Does not apply",
    "our-error": "Our mistake",
  } as Readonly<Record<string, string>>,
  passed: (passed: number, total: number) => `${String(passed)} of ${String(total)} passed.`,
  couldNotRun: "We couldn't get it running.",
  itSaid: "The last lines it wrote:",
  goesOn: "It goes on. See how it ends on your page.",
  replaced: "A newer push took its place.",
  page: (link: string) => `Your page: ${link}`,
  notNow: (why: string) => `It is kept, and not tried: ${why}`,
  tooMuch: (what: string, whatToDo: string) => `${what} ${whatToDo}`,
  ours: "It is kept. Something went wrong on our side, so it was not tried. Push again, or try it on your page.",
} as const;
