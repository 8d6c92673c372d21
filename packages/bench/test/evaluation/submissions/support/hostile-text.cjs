exports.hostile =
  '"><img src=x onerror="window.intruded=1"><script>window.intruded=1</script><h1 id=planted>\u001b[2J\u001b]0;owned\u0007';
