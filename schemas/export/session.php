<?php
//en The calls of a session with payin-mcp, as a program.
//zh 与 payin-mcp 的一次会话中的调用，写成程序。
declare(strict_types=1);

{{client}}

{{create_order}}

function show(string $name, array $value): void
{
    echo $name, ' ', json_encode($value, JSON_FLAGS | JSON_PRETTY_PRINT), "\n";
}

try {
    {{calls}}
} catch (Exception $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}
