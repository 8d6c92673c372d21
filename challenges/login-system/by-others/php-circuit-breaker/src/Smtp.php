<?php

declare(strict_types=1);

namespace Shop;

/** Sends one plain-text mail by plain SMTP, within a few seconds or not at all. */
final class Smtp
{
    private const PATIENCE = 5.0;

    private readonly string $fromName;
    private readonly string $fromAddress;

    public function __construct(private readonly string $url, string $from)
    {
        if (preg_match('/^\s*"?(.*?)"?\s*<([^<>\s]+)>\s*$/u', $from, $m) === 1) {
            [, $this->fromName, $this->fromAddress] = $m;
        } else {
            [$this->fromName, $this->fromAddress] = ['', trim($from)];
        }
    }

    public function send(string $to, string $subject, string $text): void
    {
        if (preg_match('/[\s<>\x00-\x1f\x7f]/', $to) === 1) {
            throw new \InvalidArgumentException('Not an address');
        }
        $u = parse_url($this->url);
        $end = microtime(true) + self::PATIENCE;
        $socket = @stream_socket_client(
            'tcp://' . ($u['host'] ?? '127.0.0.1') . ':' . ($u['port'] ?? 25),
            timeout: 2,
        );
        if ($socket === false) {
            throw new \RuntimeException('The mail server cannot be reached');
        }
        try {
            stream_set_blocking($socket, false);
            $domain = substr((string) strrchr($this->fromAddress, '@'), 1) ?: 'localhost';
            $this->expect($socket, 220, $end);
            $this->say($socket, "EHLO $domain", 250, $end);
            $this->say($socket, "MAIL FROM:<$this->fromAddress>", 250, $end);
            $this->say($socket, "RCPT TO:<$to>", 250, $end);
            $this->say($socket, 'DATA', 354, $end);
            $this->say($socket, $this->message($to, $subject, $text, $domain) . "\r\n.", 250, $end);
            @fwrite($socket, "QUIT\r\n");
        } finally {
            fclose($socket);
        }
    }

    private function message(string $to, string $subject, string $text, string $domain): string
    {
        $name = preg_match('/^[\x20-\x7e]*$/', $this->fromName) === 1
            ? '"' . addcslashes($this->fromName, '"\\') . '"'
            : '=?UTF-8?B?' . base64_encode($this->fromName) . '?=';
        $headers = [
            'Date: ' . gmdate('D, d M Y H:i:s') . ' +0000',
            'From: ' . ($this->fromName === '' ? '' : "$name ") . "<$this->fromAddress>",
            "To: <$to>",
            "Subject: $subject",
            'Message-ID: <' . bin2hex(random_bytes(16)) . "@$domain>",
            'MIME-Version: 1.0',
            'Content-Type: text/plain; charset=utf-8',
            'Content-Transfer-Encoding: 8bit',
            'Auto-Submitted: auto-generated',
        ];
        $body = (string) preg_replace('/\r\n|\r|\n/', "\r\n", $text);
        return implode("\r\n", $headers) . "\r\n\r\n" . preg_replace('/^\./m', '..', rtrim($body));
    }

    /** @param resource $socket */
    private function say($socket, string $line, int $expected, float $end): void
    {
        // A few hundred bytes: they fit into the socket's buffer.
        if (@fwrite($socket, "$line\r\n") !== strlen($line) + 2) {
            throw new \RuntimeException('The mail server hung up');
        }
        $this->expect($socket, $expected, $end);
    }

    /** @param resource $socket */
    private function expect($socket, int $expected, float $end): void
    {
        $reply = '';
        while (preg_match('/^(\d{3})(?: .*)?\r?\n\z/m', $reply, $m) !== 1) {
            $left = $end - microtime(true);
            $read = [$socket];
            $none = null;
            if ($left <= 0 || strlen($reply) > 10_000
                || !@stream_select($read, $none, $none, (int) $left, (int) (fmod($left, 1) * 1e6))) {
                throw new \RuntimeException('The mail server does not answer');
            }
            $more = fread($socket, 4096);
            if ($more === false || ($more === '' && feof($socket))) {
                throw new \RuntimeException('The mail server hung up');
            }
            $reply .= $more;
        }
        if ((int) $m[1] !== $expected) {
            throw new \RuntimeException("The mail server answered $m[1]");
        }
    }
}
