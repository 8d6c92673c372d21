const kept = [];
while (kept.length < 256) kept.push(Buffer.alloc(8 * 1024 * 1024, kept.length + 1));
console.log(JSON.stringify({ kept: kept.length }));
