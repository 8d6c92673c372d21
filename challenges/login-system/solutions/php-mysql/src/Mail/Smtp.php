<?php

declare(strict_types=1);

namespace Shop\Mail;

/** One plain conversation with a mail server (RFC 5321): no TLS, no password. */
final class Smtp
{
    private const SECONDS = 5;

    public function __construct(private readonly string $url, private readonly string $from)
    {
    }

    /**
     * @param string $to an address without spaces and line breaks
     * @throws \RuntimeException
     */
    public function send(string $to, string $subject, string $body): void
    {
        $host = parse_url($this->url, PHP_URL_HOST);
        $port = parse_url($this->url, PHP_URL_PORT) ?: 25;
        $socket = @stream_socket_client("tcp://$host:$port", $code, $problem, self::SECONDS);
        if ($socket === false) {
            throw new \RuntimeException("The mail server cannot be reached: $problem");
        }
        try {
            stream_set_timeout($socket, self::SECONDS);
            $this->expect($socket, 220);
            $this->say($socket, 'EHLO ' . (gethostname() ?: 'localhost'), 250);
            $this->say($socket, 'MAIL FROM:<' . $this->addressOf($this->from) . '>', 250);
            $this->say($socket, "RCPT TO:<$to>", 250);
            $this->say($socket, 'DATA', 354);
            $this->say($socket, $this->message($to, $subject, $body) . "\r\n.", 250);
            fwrite($socket, "QUIT\r\n");
        } finally {
            fclose($socket);
        }
    }

    private function message(string $to, string $subject, string $body): string
    {
        $headers = [
            'From' => $this->from,
            'To' => "<$to>",
            'Subject' => mb_encode_mimeheader($subject, 'UTF-8'),
            'Date' => date(DATE_RFC2822),
            'Message-ID' => sprintf('<%s@%s>', bin2hex(random_bytes(16)), explode('@', $this->addressOf($this->from))[1] ?? 'localhost'),
            'MIME-Version' => '1.0',
            'Content-Type' => 'text/plain; charset=utf-8',
            // No line begins with a full stop then, and none is too long.
            'Content-Transfer-Encoding' => 'base64',
        ];
        $lines = array_map(static fn (string $name, string $value) => "$name: $value", array_keys($headers), $headers);
        return implode("\r\n", $lines) . "\r\n\r\n" . rtrim(chunk_split(base64_encode($body)));
    }

    /** @param resource $socket */
    private function say($socket, string $line, int $expected): void
    {
        if (fwrite($socket, "$line\r\n") === false) {
            throw new \RuntimeException('The mail server hung up.');
        }
        $this->expect($socket, $expected);
    }

    /** @param resource $socket */
    private function expect($socket, int $expected): void
    {
        do {
            $line = fgets($socket, 1024);
            if ($line === false) {
                throw new \RuntimeException('The mail server does not answer.');
            }
        } while (($line[3] ?? '') === '-');
        if ((int) $line !== $expected) {
            throw new \RuntimeException('The mail server refused: ' . trim($line));
        }
    }

    private function addressOf(string $person): string
    {
        return preg_match('/<([^<>]+)>/', $person, $match) === 1 ? $match[1] : $person;
    }
}
