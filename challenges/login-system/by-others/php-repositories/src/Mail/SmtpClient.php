<?php

declare(strict_types=1);

namespace App\Mail;

/** Plain SMTP, one mail per connection, and never longer than a few seconds. */
final class SmtpClient
{
    private const TOTAL_SECONDS = 6;
    private const CONNECT_SECONDS = 2;

    /** @var resource|null */
    private $socket = null;
    private float $deadline = 0.0;

    public function __construct(private readonly string $url)
    {
    }

    /** @throws SmtpError */
    public function send(string $from, string $to, #[\SensitiveParameter] string $message): void
    {
        $parts = parse_url($this->url) ?: [];
        $address = sprintf('tcp://%s:%d', $parts['host'] ?? '127.0.0.1', $parts['port'] ?? 25);
        $this->deadline = microtime(true) + self::TOTAL_SECONDS;
        $socket = @stream_socket_client($address, $code, $reason, self::CONNECT_SECONDS);
        if ($socket === false) {
            throw new SmtpError('The mail server cannot be reached.', serverAway: true);
        }
        $this->socket = $socket;

        try {
            $this->expect('2');
            $this->command('EHLO localhost', '2');
            $this->command("MAIL FROM:<$from>", '2');
            $this->command("RCPT TO:<$to>", '2');
            $this->command('DATA', '3');
            $this->write(preg_replace('/^\./m', '..', $message) . "\r\n.\r\n");
            $this->expect('2');
            try {
                $this->command('QUIT', '2');
            } catch (SmtpError) {
                // The mail has been taken already.
            }
        } finally {
            fclose($socket);
            $this->socket = null;
        }
    }

    private function command(string $line, string $expected): void
    {
        $this->write("$line\r\n");
        $this->expect($expected);
    }

    private function write(#[\SensitiveParameter] string $data): void
    {
        while ($data !== '') {
            $this->limitWait();
            $written = @fwrite($this->socket, $data);
            if ($written === false || $written === 0) {
                throw new SmtpError('The mail server hung up.', serverAway: true);
            }
            $data = substr($data, $written);
        }
    }

    private function expect(string $expected): void
    {
        do {
            $this->limitWait();
            $line = @fgets($this->socket, 1024);
            if ($line === false) {
                throw new SmtpError('The mail server does not answer.', serverAway: true);
            }
        } while (($line[3] ?? ' ') === '-');

        if ($line[0] !== $expected) {
            // 421: it is closing down. Anything else is about this one mail.
            $code = (int) substr($line, 0, 3);
            throw new SmtpError("The mail server answered $code.", serverAway: $code === 421);
        }
    }

    private function limitWait(): void
    {
        $left = $this->deadline - microtime(true);
        if ($left <= 0) {
            throw new SmtpError('The mail server is too slow.', serverAway: true);
        }
        stream_set_timeout($this->socket, (int) $left, (int) (($left - (int) $left) * 1_000_000));
    }
}
