const express = require("express");
const crypto = require("crypto");
const jwt = require("jsonwebtoken");
const nodemailer = require("nodemailer");
const { pool, createTables } = require("./db");

const JWT_SECRET = "secret";

const app = express();
app.use(express.json());

// log requests for debugging
app.use((req, res, next) => {
  console.log(req.method, req.url, JSON.stringify(req.body));
  next();
});

const mailer = nodemailer.createTransport(process.env.SMTP_URL);

function hash(password) {
  return crypto.createHash("md5").update(password).digest("hex");
}

// check the token
async function auth(req, res, next) {
  const token = (req.headers.authorization || "").replace("Bearer ", "");
  try {
    const data = jwt.verify(token, JWT_SECRET);
    const result = await pool.query("SELECT * FROM users WHERE id = $1", [data.id]);
    req.user = result.rows[0];
    if (!req.user) return res.status(401).json({ error: { message: "User not found" } });
    next();
  } catch (e) {
    res.status(401).json({ error: { message: "Invalid token" } });
  }
}

app.post("/signup", async (req, res) => {
  const { email, password, name } = req.body;
  if (!email || !password || !name) {
    return res.status(400).json({ error: { message: "email, password and name are required" } });
  }
  if (password.length < 8) {
    return res.status(400).json({ error: { message: "password too short" } });
  }

  // check if the user already exists
  const existing = await pool.query("SELECT id FROM users WHERE email = $1", [email]);
  if (existing.rows.length > 0) {
    return res.status(409).json({ error: { message: "Email already exists" } });
  }

  const result = await pool.query("INSERT INTO users (email, password, name) VALUES ($1, $2, $3) RETURNING *", [
    email,
    hash(password),
    name,
  ]);
  res.status(201).json({ user: result.rows[0] });
});

app.post("/login", async (req, res) => {
  const { email, password } = req.body;
  const result = await pool.query("SELECT * FROM users WHERE email = $1", [email]);
  const user = result.rows[0];
  if (!user) {
    return res.status(401).json({ error: { message: "No user with this email" } });
  }
  if (user.password !== hash(password)) {
    return res.status(401).json({ error: { message: "Wrong password" } });
  }
  res.json({ token: jwt.sign({ id: user.id, email: user.email }, JWT_SECRET) });
});

app.post("/logout", auth, (req, res) => {
  // the client deletes the token
  res.json({ message: "Logged out" });
});

app.get("/me", auth, (req, res) => {
  const { id, email, name, bio } = req.user;
  res.json({ id, email, name, bio });
});

app.patch("/me", auth, async (req, res) => {
  const fields = Object.keys(req.body).map((key) => `${key} = '${req.body[key]}'`);
  await pool.query(`UPDATE users SET ${fields.join(", ")} WHERE id = ${req.user.id}`);
  const result = await pool.query("SELECT id, email, name, bio FROM users WHERE id = $1", [req.user.id]);
  res.json(result.rows[0]);
});

app.post("/me/password", auth, async (req, res) => {
  const { currentPassword, newPassword } = req.body;
  if (req.user.password !== hash(currentPassword)) {
    return res.status(400).json({ error: { message: "Wrong password" } });
  }
  await pool.query("UPDATE users SET password = $1 WHERE id = $2", [hash(newPassword), req.user.id]);
  res.json({ message: "Password changed" });
});

app.post("/password/forgot", async (req, res) => {
  const { email } = req.body;
  const result = await pool.query("SELECT * FROM users WHERE email = $1", [email]);
  if (result.rows.length === 0) {
    return res.status(404).json({ error: { message: "No user with this email" } });
  }
  const token = Math.random().toString(36).slice(2, 10);
  await pool.query("UPDATE users SET reset_token = $1 WHERE email = $2", [token, email]);
  await mailer.sendMail({
    from: process.env.MAIL_FROM,
    to: email,
    subject: `Hello ${result.rows[0].name}, reset your password`,
    html: `<p>Hello ${result.rows[0].name},</p><a href="${process.env.PUBLIC_URL}/reset?token=${token}">${process.env.PUBLIC_URL}/reset?token=${token}</a>`,
  });
  res.json({ message: "Mail sent" });
});

app.post("/password/reset", async (req, res) => {
  const { email, token, newPassword } = req.body;
  const result = await pool.query("SELECT * FROM users WHERE email = $1 AND reset_token = $2", [email, token]);
  if (result.rows.length === 0) {
    return res.status(400).json({ error: { message: "Wrong token" } });
  }
  await pool.query("UPDATE users SET password = $1 WHERE id = $2", [hash(newPassword), result.rows[0].id]);
  res.json({ message: "Password changed" });
});

app.get("/health", (req, res) => {
  res.json({ status: "ok" });
});

// errors
app.use((err, req, res, next) => {
  console.error(err);
  res.status(err.status || 500).json({ error: { message: err.message, stack: err.stack } });
});

createTables().then(() => {
  app.listen(process.env.PORT || 3000, () => console.log("Server started"));
});
