import type { Recognition } from "@assay/bench";

const people = /(^|-)(users?|accounts?|members?|customers?|people|profiles?)$/;
const self = /(^|-)(me|self|whoami|who-am-i|current-?user|current|user-?info|my-?account|my-?profile)$/;

/** `getuser`, `get-my-profile`, `user-details`. */
const got =
  /(^|-)(get|fetch)-?(my-?|current-?|logged-?in-?)?(user|me|profile|account)(-?(data|details|info|profile))?$|(^|-)user-?(data|details)$/;

/** Which input a member of a request stands for. The more telling come first. */
const emailsAndNames: NonNullable<Recognition["members"]> = [
  [/e-?mail|^mail$/, "$inputs.email"],
  [
    /^(user-?name|user|login|login-?name|user-?id|nick-?name|nick|handle|uid|identifier|identity|account)$/,
    "$inputs.userName",
  ],
  [/user-?name/, "$inputs.userName"],
  [/^(name|full-?name|display-?name|first-?name|given-?name|last-?name|family-?name|surname)$/, "$inputs.name"],
];
const password = /pass-?(word|wd|phrase)?|^pwd/;
/** The password once more, where a member is named by nothing else. */
const again = /^(repeat|repeated|retype|retyped)$/;
const newOnes: NonNullable<Recognition["members"]> = [
  [password, "$inputs.newPassword"],
  [again, "$inputs.newPassword"],
];

/** By what our operations are recognised among a stranger's routes. */
export const recognitions: Readonly<Record<string, Recognition>> = {
  signUp: {
    methods: ["POST", "PUT"],
    names: [
      [/(^|-)(sign-?up|register|registration|registrations|create-?(user|account)|join|enrol)(-|$)/, 6],
      [people, 3],
      [/verify|confirm|resend|log-?in|sign-?in|password|admin|session|forgot|reset/, -5],
    ],
    takes: ["password"],
    takesNot: ["token"],
    members: [...emailsAndNames, [password, "$inputs.password"], [again, "$inputs.password"]],
  },
  logIn: {
    methods: ["POST", "GET", "PUT"],
    names: [
      [/(^|-)(log-?in|sign-?in|authenticate|log-?on)$/, 6],
      [/(log-?in|sign-?in)/, 5],
      [/(^|-)enter$/, 4],
      [/(^|-)(auth|sessions?|tokens?|access-?token|jwt|obtain-?token)$/, 4],
      [
        /refresh|verify|log-?out|sign-?out|sign-?up|register|forgot|reset|oauth|google|facebook|github|2fa|otp|magic/,
        -5,
      ],
    ],
    takes: ["password"],
    takesNot: ["newPassword", "name"],
    members: [...emailsAndNames, [password, "$inputs.password"]],
  },
  whoAmI: {
    methods: ["GET"],
    methodsWhere: { POST: got },
    names: [
      [self, 6],
      [got, 5],
      [/(^|-)(profile|account|user|session)$/, 5],
      [/(^|-)(protected|private|dashboard|resource|secret|home)$/, 3],
      // What only those who are logged in get will do, where nothing better is there.
      [/./, 1.5],
      [/log-?in|sign|register|admin|all|password|reset|verify|confirm|public/, -4],
    ],
    credential: true,
  },
  updateProfile: {
    methods: ["PATCH", "PUT", "POST"],
    names: [
      [self, 5],
      [/(^|-)(profile|account|user|settings)$/, 5],
      [/(update|edit|change)-?(me|profile|account|user|self|name)/, 6],
      [/password|avatar|image|upload|role|admin|sign|register|log-?in|reset|verify|delete|follow/, -6],
    ],
    takesNot: ["password", "currentPassword", "token"],
    credential: true,
    members: [
      [/^(bio|about|about-?me|description|introduction)$/, "$inputs.bio"],
      [/^(name|full-?name|display-?name|first-?name)$/, "$inputs.name"],
    ],
  },
  changePassword: {
    methods: ["POST", "PUT", "PATCH"],
    names: [
      [/(change|update|edit|set|new)-?(my-?)?password|password-?(change|update)/, 6],
      [/(^|-)password$/, 4],
      [/forgot|forget|reset|recover|request|token|lost/, -6],
    ],
    takes: ["newPassword"],
    takesNot: ["token"],
    credential: true,
    members: [
      [/(old|current|existing|present).{0,60}pass|pass.{0,60}(old|current)/, "$inputs.currentPassword"],
      [
        /(new|confirm|again|repeat|verif|second|2).{0,60}pass|pass.{0,60}(new|confirm|again|repeat|2)/,
        "$inputs.newPassword",
      ],
      [again, "$inputs.newPassword"],
      [password, "$inputs.currentPassword"],
    ],
  },
  logOut: {
    methods: ["POST", "DELETE", "GET", "PUT"],
    names: [
      [/(^|-)(log-?out|sign-?out|log-?off)(-|$)/, 7],
      [/revoke/, 3],
      [/all/, -1],
    ],
    credential: true,
    members: [[/refresh-?token|^token$/, "$credential.refreshToken"]],
  },
  forgotPassword: {
    methods: ["POST", "PUT"],
    names: [
      [/forgot|forget|lost|recover/, 6],
      [
        /(request|send|initiate)-?(password-?)?reset|reset-?password-?(request|email|link|mail)|password-?reset-?(request|email)/,
        7,
      ],
      [/(password-?reset|reset-?password)s?$/, 3],
      [/confirm|verify|change|update/, -4],
    ],
    takes: ["email"],
    takesNot: ["password", "newPassword", "token"],
    members: [...emailsAndNames],
  },
  resetPassword: {
    methods: ["POST", "PUT", "PATCH"],
    names: [
      [/(password-?reset|reset-?password)/, 6],
      [/(^|-)reset(-|$)|(set|new)-?password/, 4],
      [/request|forgot|email|send|mail|link/, -4],
    ],
    takes: ["newPassword", "token"],
    takesNot: ["currentPassword"],
    members: [[/token|code|otp|key|secret|nonce|uuid/, "$inputs.token"], [/e-?mail/, "$inputs.email"], ...newOnes],
  },
  health: {
    methods: ["GET"],
    names: [[/(^|-)(health|healthz|health-?check|ping|livez|readyz|ready|alive|status|up)$/, 6]],
  },
  deleteAccount: {
    methods: ["DELETE", "POST"],
    names: [
      [self, 4],
      [/(^|-)(profile|account|user)$/, 4],
      [/(delete|remove|close|destroy)-?(me|account|user|profile|self)/, 6],
      [/admin|session|token|log|password|avatar|image|sign|register/, -6],
    ],
    credential: true,
    members: [[password, "$inputs.password"]],
  },
};
