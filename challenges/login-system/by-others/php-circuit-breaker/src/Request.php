<?php

declare(strict_types=1);

namespace Shop;

final class Request
{
    private const MAX_BODY = 1_000_000;
    private const MAX_DEPTH = 32;

    public readonly string $method;
    public readonly string $path;

    public function __construct()
    {
        $this->method = $_SERVER['REQUEST_METHOD'] ?? 'GET';
        $this->path = explode('?', $_SERVER['REQUEST_URI'] ?? '/', 2)[0];
    }

    /** Large bodies are refused on every path, also where none is wanted. */
    public function refuseLargeBody(): void
    {
        if ((int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > self::MAX_BODY) {
            throw new HttpError(413, 'That is too large.');
        }
    }

    /** @return array<string|int,mixed> */
    public function json(): array
    {
        $type = strtolower(trim(explode(';', $_SERVER['CONTENT_TYPE'] ?? '', 2)[0]));
        if ($type !== 'application/json') {
            throw new HttpError(415, 'Please send JSON (application/json).');
        }
        $body = (string) file_get_contents('php://input', false, null, 0, self::MAX_BODY + 1);
        if (strlen($body) > self::MAX_BODY) {
            throw new HttpError(413, 'That is too large.');
        }
        $data = json_decode($body, true, self::MAX_DEPTH);
        if (!is_array($data) || ltrim($body)[0] !== '{') {
            throw new HttpError(400, 'The body is not a JSON object.');
        }
        return $data;
    }

    public function bearerToken(): ?string
    {
        return preg_match('/^Bearer +([A-Za-z0-9_-]{43})$/i', $_SERVER['HTTP_AUTHORIZATION'] ?? '', $m) === 1 ? $m[1] : null;
    }

    /** What the one proxy in front of us saw; a whole /64 counts as one visitor. */
    public function visitor(): string
    {
        $address = $_SERVER['REMOTE_ADDR'] ?? '';
        if (str_starts_with($address, '127.') && isset($_SERVER['HTTP_X_FORWARDED_FOR'])) {
            $hops = explode(',', $_SERVER['HTTP_X_FORWARDED_FOR']);
            $address = trim(end($hops));
        }
        $packed = @inet_pton($address);
        if ($packed === false) {
            return 'unknown';
        }
        return bin2hex(strlen($packed) === 16 ? substr($packed, 0, 8) : $packed);
    }
}
