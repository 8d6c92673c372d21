<?php

declare(strict_types=1);

namespace App\Http;

final class Router
{
    /** @var array<string, array<string, callable(Request): Response>> */
    private array $routes = [];

    /** @param callable(Request): Response $handler */
    public function add(string $method, string $path, callable $handler): self
    {
        $this->routes[$path][$method] = $handler;

        return $this;
    }

    public function dispatch(Request $request): Response
    {
        $methods = $this->routes[$request->path] ?? throw new HttpError(404, 'There is nothing here.');
        $method = $request->method === 'HEAD' ? 'GET' : $request->method;
        $handler = $methods[$method]
            ?? throw new HttpError(405, 'That cannot be done here.', ['Allow' => implode(', ', array_keys($methods))]);

        return $handler($request);
    }
}
