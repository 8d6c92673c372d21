<?php

declare(strict_types=1);

namespace Shop;

/** Hands one plain-text mail to a server that asks for no password. It gives up after 8 seconds. */
final class Smtp
{
    private const CONNECT = 3.0;
    private const ALL = 8.0;

    /** @var resource */
    private $socket;
    private float $deadline;

    public function __construct(private readonly string $url)
    {
    }

    /** @param array{string, string} $from name and address */
    public function send(array $from, string $to, string $subject, string $text): void
    {
        [$fromName, $fromAddress] = $from;
        $domain = substr((string) strrchr($fromAddress, '@'), 1) ?: 'localhost';
        $headers = [
            'From: ' . ($fromName === '' ? $fromAddress : self::phrase($fromName) . " <$fromAddress>"),
            "To: $to",
            'Subject: ' . $subject,
            'Date: ' . date(DATE_RFC2822),
            'Message-ID: <' . bin2hex(random_bytes(16)) . "@$domain>",
            'Auto-Submitted: auto-generated',
            'MIME-Version: 1.0',
            'Content-Type: text/plain; charset=UTF-8',
            'Content-Transfer-Encoding: 8bit',
        ];
        $mail = preg_replace('/\R/', "\r\n", implode("\n", $headers) . "\n\n" . $text);

        $this->connect();
        try {
            $this->expect(220);
            try {
                $this->say('EHLO ' . $domain, 250);
            } catch (MailRefused) {
                $this->say('HELO ' . $domain, 250);
            }
            $this->say("MAIL FROM:<$fromAddress>", 250);
            $this->say("RCPT TO:<$to>", 250, 251);
            $this->say('DATA', 354);
            $this->say(preg_replace('/^\./m', '..', rtrim($mail)) . "\r\n.", 250);
            @fwrite($this->socket, "QUIT\r\n");
        } finally {
            fclose($this->socket);
        }
    }

    private function connect(): void
    {
        $this->deadline = microtime(true) + self::ALL;
        $url = parse_url($this->url);
        $socket = @stream_socket_client(
            sprintf('tcp://%s:%d', $url['host'] ?? '127.0.0.1', $url['port'] ?? 25),
            timeout: self::CONNECT,
        );
        if ($socket === false) {
            throw new MailServerDown('no connection');
        }
        $this->socket = $socket;
    }

    private function say(string $line, int ...$codes): void
    {
        if (@fwrite($this->socket, $line . "\r\n") === false) {
            throw new MailServerDown('connection lost');
        }
        $this->expect(...$codes);
    }

    private function expect(int ...$codes): void
    {
        do {
            $left = $this->deadline - microtime(true);
            if ($left <= 0) {
                throw new MailServerDown('too slow');
            }
            stream_set_timeout($this->socket, (int) $left, (int) (fmod($left, 1) * 1e6));
            $line = @fgets($this->socket, 2048);
            if ($line === false) {
                throw new MailServerDown('no answer');
            }
        } while (($line[3] ?? ' ') === '-');
        $code = (int) substr($line, 0, 3);
        if ($code === 421) {
            throw new MailServerDown('closing');
        }
        if (!in_array($code, $codes, true)) {
            throw new MailRefused("answered $code");
        }
    }

    private static function phrase(string $name): string
    {
        return preg_match('/[^\x20-\x7e]/', $name)
            ? mb_encode_mimeheader($name, 'UTF-8', 'B')
            : '"' . addcslashes($name, '"\\') . '"';
    }
}
