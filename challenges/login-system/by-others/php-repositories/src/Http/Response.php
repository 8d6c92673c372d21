<?php

declare(strict_types=1);

namespace App\Http;

final class Response
{
    /**
     * @param array<string, mixed>|object|null $body    null: no body
     * @param array<string, string>            $headers
     */
    private function __construct(
        private readonly int $status,
        private readonly array|object|null $body,
        private readonly array $headers = [],
    ) {
    }

    /** @param array<string, mixed>|object $body */
    public static function json(array|object $body, int $status = 200): self
    {
        return new self($status, $body);
    }

    public static function noContent(): self
    {
        return new self(204, null);
    }

    /** @param array<string, string> $headers */
    public static function error(int $status, string $message, array $headers = []): self
    {
        return new self($status, ['error' => ['message' => $message]], $headers);
    }

    public function send(): void
    {
        http_response_code($this->status);
        header_remove('X-Powered-By');
        header('Cache-Control: no-store');
        header('X-Content-Type-Options: nosniff');
        foreach ($this->headers as $name => $value) {
            header("$name: $value");
        }
        if ($this->body === null) {
            return;
        }
        $json = json_encode($this->body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
        header('Content-Type: application/json; charset=utf-8');
        header('Content-Length: ' . strlen($json));
        echo $json;
    }
}
