<?php

declare(strict_types=1);

namespace Shop;

/** Reads the request, writes the reply. */
final class Http
{
    /** No valid request comes near this: a bio of 1000 escaped emoji takes 12 kB. */
    private const MAX_BODY = 65536;

    public static function refuseLargeBody(): void
    {
        if ((int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > self::MAX_BODY) {
            throw new HttpError(413, 'The request is too large.');
        }
    }

    /** @return array<string, mixed> the JSON object that was sent */
    public static function json(): array
    {
        $type = strtolower(trim(explode(';', (string) ($_SERVER['CONTENT_TYPE'] ?? ''))[0]));
        if ($type !== 'application/json') {
            throw new HttpError(415, 'Send application/json.');
        }
        $body = (string) file_get_contents('php://input', false, null, 0, self::MAX_BODY + 1);
        if (strlen($body) > self::MAX_BODY) {
            throw new HttpError(413, 'The request is too large.');
        }
        $data = json_decode($body, true, 16);
        if (!is_array($data) || ltrim($body, " \t\r\n")[0] !== '{') {
            throw new HttpError(400, 'The request is not a JSON object.');
        }
        return $data;
    }

    public static function bearer(): ?string
    {
        $header = (string) ($_SERVER['HTTP_AUTHORIZATION'] ?? '');
        return preg_match('/^Bearer +([A-Za-z0-9_-]{43})$/iD', $header, $m) === 1 ? $m[1] : null;
    }

    public static function send(int $status, ?array $data, array $headers = []): void
    {
        http_response_code($status);
        header_remove('X-Powered-By');
        header('Cache-Control: no-store');
        header('X-Content-Type-Options: nosniff');
        foreach ($headers as $name => $value) {
            header("$name: $value");
        }
        if ($data === null) {
            header_remove('Content-Type');
            ini_set('default_mimetype', '');
            return;
        }
        header('Content-Type: application/json');
        echo json_encode($data, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }

    public static function error(HttpError $e): void
    {
        self::send($e->status, ['error' => ['message' => $e->getMessage()]], $e->headers);
    }
}
