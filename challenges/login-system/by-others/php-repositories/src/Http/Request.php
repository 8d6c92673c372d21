<?php

declare(strict_types=1);

namespace App\Http;

final class Request
{
    private const MAX_BODY = 1_000_000;
    private const MAX_DEPTH = 32;

    private function __construct(
        public readonly string $method,
        public readonly string $path,
        private readonly string $contentType,
        private readonly int $contentLength,
        private readonly string $authorization,
    ) {
    }

    public static function fromGlobals(): self
    {
        $uri = (string) ($_SERVER['REQUEST_URI'] ?? '/');

        return new self(
            method: (string) ($_SERVER['REQUEST_METHOD'] ?? 'GET'),
            path: explode('?', $uri, 2)[0],
            contentType: (string) ($_SERVER['CONTENT_TYPE'] ?? ''),
            contentLength: (int) ($_SERVER['CONTENT_LENGTH'] ?? 0),
            authorization: (string) ($_SERVER['HTTP_AUTHORIZATION'] ?? ''),
        );
    }

    public function refuseLargeBody(): void
    {
        if ($this->contentLength > self::MAX_BODY) {
            throw new HttpError(413, 'The request is too large.');
        }
    }

    public function bearerToken(): ?string
    {
        return preg_match('/^Bearer +([A-Za-z0-9_-]{43})$/iD', $this->authorization, $match) === 1 ? $match[1] : null;
    }

    /**
     * The members of the JSON object that was sent.
     *
     * @return array<string|int, mixed>
     */
    public function json(): array
    {
        $type = strtolower(trim(explode(';', $this->contentType, 2)[0]));
        if ($type !== 'application/json') {
            throw new HttpError(415, 'Please send JSON, with the content type application/json.');
        }

        $body = (string) file_get_contents('php://input', length: self::MAX_BODY + 1);
        if (strlen($body) > self::MAX_BODY) {
            throw new HttpError(413, 'The request is too large.');
        }

        try {
            $data = json_decode($body, false, self::MAX_DEPTH, JSON_THROW_ON_ERROR);
        } catch (\JsonException) {
            throw new HttpError(400, 'The request is not valid JSON.');
        }
        if (!$data instanceof \stdClass) {
            throw new HttpError(400, 'Please send a JSON object.');
        }

        return (array) $data;
    }
}
