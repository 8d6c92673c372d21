<?php

return ['dsn' => 'mysql:host=localhost;port=3306;dbname=site;charset=utf8mb4', 'user' => 'site', 'password' => ''];
