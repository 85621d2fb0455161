<?php
//en A lasting deposit address for a user, and the deposits that have been confirmed.
//zh 为用户绑定长期充值地址，并读取已确认的充值。
declare(strict_types=1);

{{client}}

//en Enter the deposit into your ledger in one transaction with its key, which must be unique there: a deposit comes
//en again with every reading, and by webhook.
//zh 请在同一事务中将充值与其键一起记账，该键在账本中必须唯一：同一笔充值会在每次读取时以及通过 webhook 再次出现。
function credit(string $key, array $deposit): void
{
    $token = field($deposit, 'currency', 'token');
    echo "deposit: $key {$deposit['amount']} $token ", field($deposit, 'chainId', 'chain'), "\n";
}

try {
    $request = {{deposit}};
    //en The same call returns the same address, so it may be repeated after any failure.
    //zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
    $bound = post('/deposits/bind', $request);
    echo 'address: ', field($bound, 'address', 'depositAddress'), "\n";
    for ($page = 1; ; $page++) {
        $reference = $request['depositReference'];
        $data = get('/deposits', ['depositReference' => $reference, 'page' => $page, 'limit' => 100]);
        $rows = array_is_list($data) ? $data : $data['deposits'] ?? [];
        foreach ($rows as $row) {
            //en An API that ignores a filter must not credit another user's money.
            //zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。
            $isOwn = ($row['depositReference'] ?? null) === $reference;
            if ($isOwn && in_array($row['status'] ?? '', ['confirmed', 'completed'], true)) {
                credit(field($row, 'depositId', 'txHash'), $row);
            }
        }
        if (!$rows) {
            break;
        }
    }
} catch (Exception $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}
