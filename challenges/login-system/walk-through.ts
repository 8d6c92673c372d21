import { defineWalkThrough } from "@assay/bench";

/** A seed or a migration signs nobody up, and a reset's token clashes with no email. */
const noSignUp = /reset|seed|fixture|migrat/i;
const makesAccount = {
  line: /INSERT INTO\s+["`\w.]*(users?|accounts?|customers?|members?)["`]?\s*(\(|VALUES|$)/i,
  apart: noSignUp,
};
/** Done when the service starts, or asked by a machine. */
const notForVisitors = /CREATE TABLE|create_all|GET_LOCK|migrat|health|seed/i;
const asksDatabase =
  /(pool|client|database|db|conn(ection)?|tx|pdo|jdbc\w*|cursor|session|collection|repository)\b[\w.()]*(\.|->)(query\w*|execute\w*|exec|run|row|sql|find\w*|insert\w*|update\w*|save)\s*\(/i;

/** What the author of a login system is asked to show, in their own code. */
export default defineWalkThrough({
  prompts: [
    {
      id: "password-storage",
      ask: "Show me where a password is stored. What makes guessing it slow?",
      goodAnswer:
        "Names the way it is scrambled, and that it is slow on purpose. Says what someone with a copy of the database could do.",
      weakAnswer: "It is encrypted. Or: the library does that.",
      places: [
        /\b(argon2\w*|bcrypt\w*|scrypt\w*|pbkdf2\w*)\s*[.(]/i,
        /password_hash\s*\(|generate_password_hash|PasswordEncoder|PasswordHasher|make_password|GenerateFromPassword/,
        /argon2|bcrypt|scrypt|pbkdf2/i,
        {
          line: /createHash|hashlib|MessageDigest|\b(md5|sha1|sha256|sha512)\b/i,
          near: /passw/i,
          apart: /token|reset/i,
          within: 2,
        },
        makesAccount,
      ],
    },
    {
      id: "same-email",
      ask: "What happens here if two people sign up with one email at the same moment?",
      goodAnswer:
        "The database refuses the second one, whatever the code does. The code turns that into a clear message.",
      weakAnswer: "The code looks first whether there is such an account.",
      places: [
        makesAccount,
        {
          line: /\b(users?|accounts?|customers?)\w*\.(insertOne|insert|create|save|add)\s*\(/i,
          near: /e_?mail/i,
          apart: noSignUp,
        },
        {
          line: /\.(add|save|persist|create|insert)\(\s*(new\s+)?_?(user|account|customer)\b/i,
          near: /e_?mail/i,
          apart: noSignUp,
        },
        {
          line: /23505|ER_DUP_ENTRY|\b1062\b|\b11_?000\b|UniqueViolation|IntegrityError|DuplicateKey|DataIntegrityViolation|IsDuplicateKey|P2002/,
          near: /e_?mail|sign_?up|register/i,
          apart: noSignUp,
        },
        /\b(post|route|\w*mapping)\b.*["'`/](sign-?_?up|register)\b/i,
      ],
    },
    {
      id: "database-away",
      ask: "The database is away when this line runs. What happens then, and what does the visitor see?",
      goodAnswer: "Says how long it waits, what the visitor is told, and how it finds the database again by itself.",
      weakAnswer: "It would crash and be started again. Or: the database is never away.",
      places: [
        {
          line: asksDatabase,
          near: /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b/,
          apart: notForVisitors,
          within: 2,
        },
        { line: asksDatabase, apart: notForVisitors },
        /\.(findOne|insertOne|updateOne|deleteOne)\s*\(/,
        { line: /\b(query|execute)\s*\(/i, apart: notForVisitors, within: 2 },
      ],
    },
    {
      id: "log-in-ends",
      ask: "Show me how a log-in ends. What can a copy of its key still do afterwards?",
      goodAnswer: "Every request looks whether that log-in is still there. Once it is gone, a copy opens nothing.",
      weakAnswer: "The browser forgets the key.",
      places: [
        /DELETE FROM (?!\w*reset)\w*(session|token|log_?in)\w*\s+WHERE (?!.*(user_?id|account_?id|expires))/i,
        {
          line: /(session|log_?in)\w*\.(end|destroy|deleteOne|revoke|invalidate|logout)\s*\(/i,
          apart: /reset|expired/i,
        },
        /["'`/]log-?_?out\b/i,
        /\b(function|def|func|fun|async|public|private)\b.*log_?out\w*\s*\(/i,
      ],
    },
    {
      id: "reset-once",
      ask: "Show me where a reset link is checked. What makes it work only once, and only for its owner?",
      goodAnswer:
        "It is looked up and used up in one step, so that two at once can’t both win. It is tied to one account.",
      weakAnswer: "It is hard to guess, so that is fine.",
      places: [
        {
          line: /^(?!.*(session|insert into)).*\b(WHERE|AND)\b.*(token|code|digest|(?<!pass(?:word)?_?)hash)\w{0,40}["`]?\s*=/i,
          near: /reset/i,
          apart: /session/i,
          within: 3,
        },
        /(SELECT|DELETE|UPDATE)\b.*(FROM|UPDATE)\s+\w*reset\w*\s+WHERE\b(?!.*(user_?id|account_?id|expires)).*/i,
        /["']\w*reset\w*\.(token|code|digest|hash)\w*["']\s*:/i,
        {
          line: /reset\w*\.(find\w*|delete\w*|update\w*)\s*\(/i,
          near: /token|code|digest/i,
          apart: /session/i,
          within: 3,
        },
        /reset\w*(\.|->|::)(_?token|code|digest|hash)\w*\s*==/i,
        /resets?(\.|->)(finish|use|consume|redeem|verify|check|take|is_?(valid|good))\w*\s*\(/i,
        /\b(verify|check|consume|use|redeem|finish|complete|confirm)_?(password)?_?reset\w*\s*\(/i,
        /\b(post|put|route|\w*mapping)\b.*["'`/]reset(?!.*(request|forgot|mail|ask))/i,
      ],
    },
    {
      id: "guessing",
      ask: "Where is guessing a password slowed down? How would you get around it?",
      goodAnswer: "Shows what is counted, and by whom. Names a way around it that is left, and why it was left.",
      weakAnswer: "Nobody can get around it.",
      places: [
        {
          line: /\b(throw|raise|return|abort)\b.*(too_?many|\b429\b)/i,
          apart: /\b(def|func|function)\s+too_?many|\bmail/i,
          within: 3,
        },
        { line: /rate_?limit\w*\s*\(|\bthrottle\w*\s*\(|@\w*limit\w*\(/i, near: /log_?in|password/i },
        {
          line: /^\s*(export\s+)?(async\s+)?(function|def|func|public)\b.*\b(take|try|attempt|guess|hit)\w*\s*\(/i,
          near: /guess|attempts|brute|tries/i,
        },
        {
          line: /^(?!.*(too.?many|create table)).*\b(attempts?|tries|guess\w*|lockout)\s*[.(=:]/i,
          near: /log_?in|password|account/i,
        },
        /\b(post|route|\w*mapping)\b.*["'`/]log-?_?in\b/i,
      ],
    },
    {
      id: "mistakes",
      ask: "Someone sends nonsense in place of an email. Walk me through what happens from here.",
      goodAnswer:
        "Follows it line by line to a plain refusal, and says what would happen to something nobody thought of.",
      weakAnswer: "The page does not let them.",
      places: [
        /(read|parse|valid|check|normali[sz]e|clean|is)\w{0,40}e_?mail\w{0,40}\s*\(|e_?mail\w*\.(valid\w*|parse|safeParse)/i,
        {
          line: /\b(read|parse|valid|check|normali[sz]e|clean|is)\w{0,40}address\w{0,40}\s*\(/i,
          near: /e_?mail/i,
          within: 2,
        },
        /FILTER_VALIDATE_EMAIL|EmailStr|ParseAddress|@Valid\b.*email/i,
        /\be_?mail\s*[:=]\s*(z|text|joi|yup|string|vine)\b.*[.(]/i,
        /\b(def|func|function|fun)\b.*\b_?e_?mail\s*\(/i,
        /\be_?mail\b.*(req\w*\.body|request\.(json|form|get_json|data|POST)|\$_POST)/i,
        /\b(post|route|\w*mapping)\b.*["'`/](sign-?_?up|register)\b/i,
      ],
    },
  ],
});
