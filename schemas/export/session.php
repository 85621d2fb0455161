<?php
//en The calls of a session with payin-mcp, as a program. Each run makes all of it again, links too; only an order is found
//en again by its orderReference.
//zh 与 payin-mcp 的一次会话中的调用，写成程序。每次运行都会再次创建全部内容，包括付款链接；只有订单会按 orderReference 找回。
declare(strict_types=1);

{{client}}

{{create_order}}

function show(string $name, array $value): void
{
    echo $name, ' ', json_encode($value, JSON_FLAGS | JSON_PRETTY_PRINT), "\n";
}

try {
    {{calls}}
} catch (Throwable $error) {
    fail($error);
}
