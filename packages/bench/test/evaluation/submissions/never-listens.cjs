console.log("warming up \u001b[31mforever");
setInterval(() => {}, 1_000);
