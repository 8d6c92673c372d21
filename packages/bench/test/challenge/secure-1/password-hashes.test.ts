import { pbkdf2Sync, scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { derivedKey } from "../../../../../challenges/login-system/password-hashes/derived-key.ts";
import { meetsMinimum } from "../../../../../challenges/login-system/password-hashes/minimum.ts";
import { describe as say } from "../../../../../challenges/login-system/password-hashes/password-hash.ts";
import { recognise } from "../../../../../challenges/login-system/password-hashes/recognise.ts";
import { storedTexts } from "../../../../../challenges/login-system/password-hashes/stored-text.ts";

/** In the form in which each library writes it; what it says, and whether OWASP's minimum is met. */
const samples: readonly (readonly [from: string, text: string, said: string, meets: boolean])[] = [
  ["argon2-cffi", "$argon2id$v=19$m=65536,t=3,p=4$MIIRqgvgQbgj220jfp0MPA$YfwJSVjtjSU0zzV/P3S9nnQ/USre2wvJMjfCIjrTQbg", "argon2id, m=65536 KiB, t=3", true],
  ["libsodium", "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyMTI", "argon2id, m=19456 KiB, t=2", true],
  ["argon2 in 8 MiB", "$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyMTI", "argon2id, m=8192 KiB, t=1", false],
  ["argon2i", "$argon2i$v=19$m=47104,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyMTI", "argon2i, m=47104 KiB, t=1", false],
  ["bcryptjs", "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy", "bcrypt, cost 10", true],
  ["PHP", "$2y$12$QjSH496pcT5CEbzjD/vtVeH03tfHKFy36d4J0Ltp3lRtee9HDxY3K", "bcrypt, cost 12", true],
  ["bcrypt at 4", "$2b$04$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy", "bcrypt, cost 4", false],
  ["sha512-crypt", "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1", "sha512-crypt, 5000 rounds", false],
  ["passlib's sha256-crypt", "$5$rounds=800000$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc8", "sha256-crypt, 800000 rounds", true],
  ["yescrypt", "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$tnSYvahCwPBHKZUspmcxMfb0.WiB9W.zEaKlOBL35rC", "yescrypt, N=4096, r=32", true],
  ["scrypt of crypt(5)", "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D", "scrypt, N=16384, r=8, p=1", false],
  ["md5-crypt", "$1$abcdefgh$G//4keteveJp0qb8z2DxG/", "md5-crypt", false],
  ["Django", "pbkdf2_sha256$1000000$5l0TQwKZ0iLNnyxb6UtWmy$1oXJEPKLzO9Hs4KNVmiqDc1MgCSe2NSr9lWNsNSmF4Q=", "PBKDF2-HMAC-sha256, 1000000 iterations", true],
  ["old Django", "pbkdf2_sha256$150000$5l0TQwKZ0iLN$1oXJEPKLzO9Hs4KNVmiqDc1MgCSe2NSr9lWNsNSmF4Q=", "PBKDF2-HMAC-sha256, 150000 iterations", false],
  ["Django with argon2", "argon2$argon2id$v=19$m=102400,t=2,p=8$Y041dExhNkljRUUy$TMa6A8fPJhCAUXRhJXCXdw", "argon2id, m=102400 KiB, t=2", true],
  ["Django with bcrypt", "bcrypt_sha256$$2b$12$A7bbIqdCVSiGHyTwoHbFpe6nHMCKYcGqBt8Kgh7V0qrJ6zA8Cj2bq", "bcrypt, cost 12", true],
  ["Django with scrypt", "scrypt$16384$IYX0RHmb5kOyRNHpbtEKnl$8$5$GZuDrs0T7kCQx0nTGRSPUKE8b7N/H6iRpbBYbDzwA4E=", "scrypt, N=16384, r=8, p=5", true],
  ["Werkzeug", "scrypt:32768:8:1$vLdOeV3DVpXkVQZH$b8e42d3e2c3b2c8cbf1cc1f3b6d0d8d1d4e9c5ab7c1f9d2e3a4b5c6d7e8f9012b8e42d3e2c3b2c8cbf1cc1f3b6d0d8d1d4e9c5ab7c1f9d2e3a4b5c6d7e8f9012", "scrypt, N=32768, r=8, p=1", false],
  ["Werkzeug with PBKDF2", "pbkdf2:sha256:1000000$5vQnXlIr$6bf0c5a9f3e1d7c8b2a4f6e8d0c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5c7", "PBKDF2-HMAC-sha256, 1000000 iterations", true],
  ["Spring with bcrypt", "{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG", "bcrypt, cost 10", true],
  ["Spring with scrypt", "{scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc=", "scrypt, N=16384, r=8, p=1", false],
  ["Spring with PBKDF2", "{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc", "PBKDF2-HMAC-sha1, 185000 iterations", false],
  ["ASP.NET Identity", "AQAAAAIAAYagAAAAEFn0Cm0vXUPKUTYCTTrrDHbeZ0fgVZbTnXcbZfH3bTmY4UwPoH7PH0bAdyGJN5KzHg==", "PBKDF2-HMAC-sha512, 100000 iterations", false],
  ["passlib", "$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk", "PBKDF2-HMAC-sha256, 29000 iterations", false],
  ["PHC scrypt", "$scrypt$ln=17,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E", "scrypt, N=131072, r=8, p=1", true],
  ["Adonis", "$scrypt$n=16384,r=8,p=1$iILKD1gVSx6bqualYqyLBQ$DNzIISdmTQS6sFdQ1tJ3UCZ7Uun4uGHNjj0x8FHOqB0pf2LYsu9Xaj5MFhHg21qBz8l5q/oxpeV+ZkgTAj+OzQ", "scrypt, N=16384, r=8, p=1", false],
]; // prettier-ignore

describe("the form of a stored password", () => {
  it.each(samples)("of %s is read from its own text", (_from, text, said, meets) => {
    const hash = recognise(text);
    expect(hash && say(hash)).toBe(said);
    expect(hash && meetsMinimum(hash)).toBe(meets);
  });

  it.each([
    ["an email", "someone@shop.example"],
    ["a UUID", "0b9c2a52-6c35-4a8c-9d0f-0c1c5f9f6f9d"],
    ["a JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"],
    ["a SHA-256", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"],
    ["a session id of 32 bytes", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="],
    ["a name", "$5 a day"],
    ["a time", "2026-11-24T19:43:19.000Z"],
  ])("is not seen in %s", (_what, text) => {
    expect(recognise(text)).toBeUndefined();
  });
});

describe("a key without a label", () => {
  const password = "Correct-horse-1";
  const row = (text: string) => [
    { column: "email", text: "a@b.example" },
    { column: "password", text },
  ];

  it("is found when Node's scrypt made it with its own settings and the salt's text", () => {
    const salt = "6f8c1f0a5d3b49f2a1e7c4d8b6052931";
    const key = scryptSync(password, salt, 64).toString("hex");
    expect(derivedKey(row(`${salt}:${key}`), password)).toEqual({
      scheme: "scrypt",
      cost: 16384,
      blockSize: 8,
      parallelism: 1,
    });
  });

  it("is found when the salt stands in another column, in base64, as bytes", () => {
    const salt = Buffer.from("9f86d081884c7d659a2feaa0c55ad015", "hex");
    const key = pbkdf2Sync(password, salt, 100_000, 32, "sha256").toString("base64");
    const texts = [...row(key), { column: "password_salt", text: salt.toString("base64") }];
    expect(derivedKey(texts, password)).toEqual({ scheme: "pbkdf2", digest: "sha256", iterations: 100_000 });
  });

  it("is found when the salt is glued before it", () => {
    const salt = Buffer.from("9f86d081884c7d659a2feaa0c55ad015", "hex");
    const key = pbkdf2Sync(password, salt, 1_000, 64, "sha512");
    const texts = row(Buffer.concat([salt, key]).toString("hex"));
    expect(derivedKey(texts, password)).toEqual({ scheme: "pbkdf2", digest: "sha512", iterations: 1_000 });
  });

  it("is found with an unusual number of iterations that the row tells", () => {
    const key = pbkdf2Sync(password, "some-salt", 77_123, 32, "sha256").toString("hex");
    expect(derivedKey(row(`77123$some-salt$${key}`), password)).toMatchObject({ iterations: 77_123 });
  });

  it("is not invented for another password", () => {
    const salt = "6f8c1f0a5d3b49f2a1e7c4d8b6052931";
    const key = pbkdf2Sync("Another-word-2", salt, 1, 32, "sha256").toString("hex");
    expect(derivedKey(row(`${salt}:${key}`), password)).toBeUndefined();
  }, 60_000);
});

const bcrypt = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
it.each([
  ["as PostgreSQL writes them", `\\x${Buffer.from(bcrypt).toString("hex")}`],
  ["as they are", Buffer.from(bcrypt)],
  ["in JSON", { type: "Buffer", data: [...Buffer.from(bcrypt)] }],
])("a hash that is kept as bytes is read, %s", (_how, password) => {
  const read = storedTexts({ password }).flatMap(({ text }) => recognise(text) ?? []);
  expect(read.map(say)).toEqual(["bcrypt, cost 10"]);
});

it("bytes that are no text are given in hexadecimal alone", () => {
  expect(storedTexts({ key: Buffer.from([0, 200, 65]) })).toEqual([{ column: "key", text: "00c841" }]);
});
