<?php

declare(strict_types=1);

require __DIR__ . '/../vendor/autoload.php';

(new Shop\App(Shop\Settings::fromEnvironment()))->run();
