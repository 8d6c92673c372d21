<?php

declare(strict_types=1);

namespace App\Mail;

final class SmtpError extends \RuntimeException
{
    public function __construct(string $message, public readonly bool $serverAway)
    {
        parent::__construct($message);
    }
}
