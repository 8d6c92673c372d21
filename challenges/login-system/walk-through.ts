import { defineWalkThrough } from "@assay/bench";

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
        /createHash|hashlib|MessageDigest|\b(md5|sha1|sha256|sha512)\b/i,
        /INSERT INTO \w*(user|account|customer)/i,
        /password/i,
      ],
    },
    {
      id: "same-email",
      ask: "What happens here if two people sign up with one email at the same moment?",
      goodAnswer:
        "The database refuses the second one, whatever the code does. The code turns that into a clear message.",
      weakAnswer: "The code looks first whether there is such an account.",
      places: [
        /23505|ER_DUP_ENTRY|\b1062\b|\b11000\b|UniqueViolation|IntegrityError|DuplicateKey|DataIntegrityViolation|IsDuplicateKey/,
        /ON CONFLICT|ON DUPLICATE KEY|INSERT IGNORE|INSERT OR IGNORE/i,
        /\bUNIQUE\b|unique\s*[:=]\s*true/i,
        /INSERT INTO \w*(user|account|customer)/i,
        /sign_?up|register/i,
      ],
    },
    {
      id: "database-away",
      ask: "The database is away when this line runs. What happens then, and what does the visitor see?",
      goodAnswer: "Says how long it waits, what the visitor is told, and how it finds the database again by itself.",
      weakAnswer: "It would crash and be started again. Or: the database is never away.",
      places: [
        /(pool|client|database|db|conn(ection)?|tx|pdo|jdbc\w*|cursor|session|collection|repository)\b[\w.()]*\.(query\w*|execute\w*|exec|find\w*|insert\w*|update\w*|prepare|save)\s*\(/i,
        /\.(findOne|insertOne|updateOne|deleteOne)\s*\(/,
        /\b(query|execute|prepare)\s*\(/i,
      ],
    },
    {
      id: "log-in-ends",
      ask: "Show me how a log-in ends. What can a copy of its key still do afterwards?",
      goodAnswer: "Every request looks whether that log-in is still there. Once it is gone, a copy opens nothing.",
      weakAnswer: "The browser forgets the key.",
      places: [
        /DELETE FROM \w*(session|token|log_?in)\w*/i,
        /(session|token|log_?in)\w*\.(end|destroy|delete\w*|revoke|remove|invalidate|clear|logout)\b/i,
        /log_?out/i,
      ],
    },
    {
      id: "reset-once",
      ask: "Show me where a reset link is checked. What makes it work only once, and only for its owner?",
      goodAnswer:
        "It is looked up and used up in one step, so that two at once can’t both win. It is tied to one account.",
      weakAnswer: "It is hard to guess, so that is fine.",
      places: [
        /(WHERE|AND)\b.*(reset\w*.*(token|code|digest)|(token|code|digest)\w*.*reset)/i,
        /(DELETE FROM|UPDATE|EXISTS|SELECT)\b.*reset\w*.*(token|code|digest|hash)/i,
        /(DELETE FROM|UPDATE)\s+\w*reset\w*/i,
        /reset\w*\.(finish|use|consume|verify|check|take|delete\w*|find\w*)/i,
        /(reset\w*(token|code|digest|link)|(token|code)\w*reset)/i,
        /reset/i,
      ],
    },
    {
      id: "guessing",
      ask: "Where is guessing a password slowed down? How would you get around it?",
      goodAnswer: "Shows what is counted, and by whom. Names a way around it that is left, and why it was left.",
      weakAnswer: "Nobody can get around it.",
      places: [/\b429\b|too_?many|rate_?limit|throttl/i, /\b(attempts?|tries|guess\w*|lockout)\b/i, /log_?in/i],
    },
    {
      id: "mistakes",
      ask: "Someone sends nonsense in place of an email. Walk me through what happens from here.",
      goodAnswer:
        "Follows it line by line to a plain refusal, and says what would happen to something nobody thought of.",
      weakAnswer: "The page does not let them.",
      places: [
        /(read|parse|valid\w*|check|normali[sz]e|clean)_?\w*e_?mail|e_?mail\w*\.(valid\w*|parse|safeParse)/i,
        /safeParse|z\.object|BaseModel|@Valid\b|filter_var|Joi\.|EmailStr|ParseAddress/,
        /\bvalid\w*/i,
        /e_?mail/i,
      ],
    },
  ],
});
