const { Pool } = require("pg");

const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function createTables() {
  await pool.query(`CREATE TABLE IF NOT EXISTS users (
    id SERIAL PRIMARY KEY,
    email TEXT,
    password TEXT,
    name TEXT,
    bio TEXT DEFAULT '',
    reset_token TEXT
  )`);
}

module.exports = { pool, createTables };
