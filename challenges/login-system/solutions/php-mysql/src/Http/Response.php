<?php

declare(strict_types=1);

namespace Shop\Http;

final readonly class Response
{
    /**
     * @param array<string, mixed>|null $content nothing for 204
     * @param array<string, string> $headers
     */
    public function __construct(
        private int $status,
        private ?array $content = null,
        private array $headers = [],
    ) {
    }

    public static function error(HttpError $error): self
    {
        return new self($error->status, ['error' => ['message' => $error->getMessage()]], $error->headers);
    }

    public function send(): void
    {
        http_response_code($this->status);
        foreach ($this->headers as $name => $value) {
            header("$name: $value");
        }
        header('Cache-Control: no-store');
        header('X-Content-Type-Options: nosniff');
        if ($this->content === null) {
            header_remove('Content-Type');
            return;
        }
        header('Content-Type: application/json');
        echo json_encode($this->content, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }
}
