<?php

declare(strict_types=1);

namespace App\Mail;

/** The text of the mail. Nothing that a visitor wrote is in it but the address, which is checked, plain ASCII. */
final class ResetMail
{
    public readonly string $sender;
    private readonly string $fromHeader;

    public function __construct(string $mailFrom, private readonly string $publicUrl)
    {
        $mailFrom = str_replace(["\r", "\n"], '', $mailFrom);
        if (preg_match('/^\s*(.*?)\s*<([^<>\s]+)>\s*$/', $mailFrom, $match) === 1) {
            $this->sender = $match[2];
            $name = trim($match[1], '"');
            $phrase = preg_match('/^[\x20-\x7e]*$/', $name) === 1
                ? '"' . addcslashes($name, '"\\') . '"'
                : '=?UTF-8?B?' . base64_encode($name) . '?=';
            $this->fromHeader = $name === '' ? "<$match[2]>" : "$phrase <$match[2]>";
        } else {
            $this->sender = trim($mailFrom);
            $this->fromHeader = $this->sender;
        }
    }

    public function compose(string $to, #[\SensitiveParameter] string $token): string
    {
        $domain = substr(strrchr($this->sender, '@') ?: '@localhost', 1);

        return implode("\r\n", [
            "From: $this->fromHeader",
            "To: <$to>",
            'Subject: Choose a new password',
            'Date: ' . gmdate('D, d M Y H:i:s') . ' +0000',
            sprintf('Message-ID: <%s@%s>', bin2hex(random_bytes(16)), $domain),
            'Auto-Submitted: auto-generated',
            'MIME-Version: 1.0',
            'Content-Type: text/plain; charset=utf-8',
            'Content-Transfer-Encoding: 7bit',
            '',
            'Hello,',
            '',
            'somebody, probably you, asked for a new password for your account.',
            'Choose it here, within an hour:',
            '',
            "$this->publicUrl/reset-password?token=$token",
            '',
            'If it was not you, do nothing: your password stays as it is.',
        ]);
    }
}
