//en Nobody can tell yet whether the order was made. It is safe to call createOrder again after a minute.
//zh 尚无法确定订单是否已创建。一分钟后可以安全地再次调用 createOrder。
class OutcomeUnknown extends RuntimeException
{
}

//en The filter also finds parts of other references, so every row is compared exactly, and the list is read to its end.
//zh 筛选条件也会匹配其他引用的一部分，因此逐行精确比较，并读完整个列表。
function findOrder(string $reference): ?array
{
    for ($page = 1; $page <= 20; $page++) {
        $data = get('/orders', ['orderReference' => $reference, 'page' => $page, 'limit' => 100]);
        $rows = array_is_list($data) ? $data : $data['orders'] ?? [];
        foreach ($rows as $row) {
            if (field($row, 'orderReference', 'order_reference') === $reference) {
                return $row;
            }
        }
        if (!$rows) {
            return null;
        }
    }
    throw new RuntimeException('too many orders match this reference');
}

//en Amounts are compared as decimal texts: "10" is "10.000000". Binary fractions would lose digits.
//zh 金额按十进制文本比较："10" 等于 "10.000000"。二进制小数会丢失位数。
function plainAmount(string $amount): string
{
    [$whole, $fraction] = explode('.', $amount . '.', 3);
    return ltrim($whole, '0') . '.' . rtrim($fraction, '0');
}

function sameOrder(array $found, array $order): array
{
    $isSame = plainAmount((string) $found['amount']) === plainAmount($order['amount'])
        && field($found, 'currency', 'token') === $order['currency']
        && field($found, 'chainId', 'chain') === $order['chainId'];
    if (!$isSame) {
        throw new RuntimeException('this orderReference belongs to another order: nothing was created');
    }
    return $found;
}

//en Makes one order, however often it is called with this orderReference: it is looked up before anything is sent, and
//en again after an answer that leaves the outcome open.
//zh 无论以同一 orderReference 调用多少次，都只创建一个订单：发送之前先查找，结果不明时再次查找。
function createOrder(array $order): array
{
    $existing = findOrder($order['orderReference']);
    if ($existing) {
        return sameOrder($existing, $order);
    }
    try {
        return post('/orders', $order);
    } catch (PayInError $error) {
        if (!$error->isUncertain() && $error->status !== 409) {
            throw $error;
        }
    }
    foreach ([0, 1, 2, 4] as $seconds) {
        pause($seconds * BACKOFF_SECONDS);
        try {
            $found = findOrder($order['orderReference']);
        } catch (PayInError) {
            continue;
        }
        if ($found) {
            return sameOrder($found, $order);
        }
    }
    throw $error->status === 409 ? $error : new OutcomeUnknown($error->getMessage());
}
