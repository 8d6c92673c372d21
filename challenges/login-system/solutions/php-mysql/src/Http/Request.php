<?php

declare(strict_types=1);

namespace Shop\Http;

final readonly class Request
{
    private const MOST_BYTES = 1_000_000;
    private const DEEPEST = 32;

    private function __construct(public string $method, public string $path)
    {
    }

    public static function current(): self
    {
        return new self($_SERVER['REQUEST_METHOD'], explode('?', $_SERVER['REQUEST_URI'], 2)[0]);
    }

    /** The token of `Authorization: Bearer …`. */
    public function bearerToken(): ?string
    {
        $found = preg_match('/^Bearer +([\w-]+)$/iD', $_SERVER['HTTP_AUTHORIZATION'] ?? '', $match);
        return $found === 1 ? $match[1] : null;
    }

    /**
     * The fields of a JSON object.
     *
     * @return array<array-key, mixed>
     * @throws HttpError
     */
    public function fields(): array
    {
        $type = strtolower(trim(explode(';', $_SERVER['CONTENT_TYPE'] ?? '')[0]));
        if ($type !== 'application/json') {
            throw new HttpError(415, 'Please send JSON, with the content type application/json.');
        }
        if ((int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > self::MOST_BYTES) {
            throw self::tooLong();
        }
        $body = (string) file_get_contents('php://input', length: self::MOST_BYTES + 1);
        if (strlen($body) > self::MOST_BYTES) {
            throw self::tooLong();
        }
        try {
            // As an object, for an array would not tell {} from [].
            $content = json_decode($body, false, self::DEEPEST, JSON_THROW_ON_ERROR);
        } catch (\JsonException) {
            throw new HttpError(400, 'The body is not JSON that we understand.');
        }
        return $content instanceof \stdClass
            ? get_object_vars($content)
            : throw new HttpError(400, 'The body is not a JSON object.');
    }

    private static function tooLong(): HttpError
    {
        return new HttpError(413, 'The body is longer than 1 MB.');
    }
}
