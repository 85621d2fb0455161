<?php
//en A lasting deposit address for a user, and the deposits that have been confirmed. For the documented API.
//zh 为用户绑定长期充值地址，并读取已确认的充值。适用于文档所述的 API。
declare(strict_types=1);

{{client}}

//en Enter the deposit into your ledger in one transaction with its depositId, which must be unique there: a deposit comes
//en again with every reading. Credit from this list only: a webhook has no depositId, and says that it is time to read.
//zh 请在同一事务中将充值与其 depositId 一起记账，该 id 在账本中必须唯一：同一笔充值会在每次读取时再次出现。只依据此列表入账：
//zh webhook 不含 depositId，仅表示该读取列表了。
function credit(string $key, array $deposit): void
{
    $token = field($deposit, 'currency', 'token');
    echo "deposit: $key {$deposit['amount']} $token ", field($deposit, 'chainId', 'chain'), "\n";
}

function creditDeposits(string $reference): void
{
    for ($page = 1; $page <= 1000; $page++) {
        $query = ['depositReference' => $reference, 'page' => $page, 'limit' => 100];
        $rows = rowsOf(get('/deposits', $query), 'deposits');
        if (!$rows) {
            return;
        }
        foreach ($rows as $row) {
            if (!isset($row['depositId'])) {
                $advice = 'this is not the documented API. Credit by webhook instead';
                throw new RuntimeException("GET /deposits shows no depositId: $advice");
            }
            //en An API that ignores a filter must not credit another user's money.
            //zh 若 API 忽略了筛选条件，也不得把他人的款项记入此用户。
            $isOwn = ($row['depositReference'] ?? null) === $reference;
            if ($isOwn && in_array($row['status'] ?? '', ['confirmed', 'completed'], true)) {
                credit($row['depositId'], $row);
            }
        }
    }
    throw new RuntimeException('the list of deposits has no end');
}

try {
    $request = {{deposit}};
    //en The same call returns the same address, so it may be repeated after any failure.
    //zh 相同的调用返回相同的地址，因此任何失败后都可以重复。
    $bound = post('/deposits/bind', $request);
    echo 'address: ', field($bound, 'address', 'depositAddress'), "\n";
    creditDeposits($request['depositReference']);
} catch (Throwable $error) {
    fail($error);
}
