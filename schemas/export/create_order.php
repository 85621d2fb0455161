//en An API of the published code searches by a pattern, in which a backslash never matches itself: then the longest piece
//en without special characters is searched for as well. A search also finds parts of other references, so every row is
//en compared exactly, and the list is read to its end.
//zh 运行公开代码的 API 按模式搜索，反斜杠永远不会匹配自身：此时还会搜索不含特殊字符的最长片段。搜索也会匹配其他引用的一部分，
//zh 因此逐行精确比较，并读完整个列表。
function findOrders(string $reference): array
{
    $searches = [$reference];
    if (str_contains($reference, '\\')) {
        $pieces = preg_split('/[\\\\%_]/', $reference);
        usort($pieces, fn (string $a, string $b): int => strlen($b) <=> strlen($a));
        $searches[] = $pieces[0];
    }
    foreach ($searches as $search) {
        $found = [];
        $isWhole = false;
        for ($page = 1; $page <= 20 && !$isWhole; $page++) {
            $rows = rowsOf(get('/orders', ['orderReference' => $search, 'page' => $page, 'limit' => 100]), 'orders');
            foreach ($rows as $row) {
                $given = field($row, 'orderReference', 'order_reference');
                if ($given === null) {
                    throw new PayInError('GET', 200, 'the list of orders shows no orderReference');
                }
                if ($given === $reference) {
                    $found[] = $row;
                }
            }
            $isWhole = !$rows;
        }
        if ($found) {
            return $found;
        }
        if (!$isWhole) {
            throw new PayInError('GET', 200, 'too many orders match this orderReference');
        }
    }
    return [];
}

//en What is compared. Amounts are decimal texts: "10" is "10.000000". Binary fractions would lose digits.
//zh 用于比较的内容。金额为十进制文本："10" 等于 "10.000000"。二进制小数会丢失位数。
function content(array $order): array
{
    $amount = $order['amount'] ?? null;
    [$whole, $fraction] = explode('.', (is_string($amount) ? $amount : json_encode($amount)) . '.', 3);
    $names = [field($order, 'currency', 'token'), field($order, 'chainId', 'chain')];
    return [ltrim($whole, '0') . '.' . rtrim($fraction, '0'), strtolower(implode(' ', $names))];
}

const OPEN_STATUSES = ['pending', 'processing', 'confirming'];

function payable(array $order): array
{
    if (!in_array($order['status'], [...OPEN_STATUSES, 'completed'], true)) {
        $id = field($order, 'orderId', 'id');
        throw new RuntimeException("order $id is {$order['status']}: find out why before you use a new orderReference");
    }
    return $order;
}

//en The order of this reference, or null. A paid one comes first, so that nobody pays twice, and one that ended last.
//zh 返回该引用的订单，没有则为 null。已付款的优先，以免重复付款；已结束的排在最后。
function existingOrder(array $order): ?array
{
    $found = findOrders($order['orderReference']);
    $isSame = fn (array $row): bool => content($row) === content($order)
        && field($row, 'orderId', 'id') !== null && isset($row['status']);
    $same = array_values(array_filter($found, $isSame));
    if ($found && !$same) {
        throw new RuntimeException('this orderReference belongs to another order');
    }
    $rank = fn (array $row): array => [$row['status'] !== 'completed', !in_array($row['status'], OPEN_STATUSES, true)];
    usort($same, fn (array $a, array $b): int => $rank($a) <=> $rank($b));
    return $same ? payable($same[0]) : null;
}

//en Makes one order, however often it is called with this orderReference: it is looked up before anything is sent, and
//en again after an answer that leaves the outcome open.
//zh 无论以同一 orderReference 调用多少次，都只创建一个订单：发送之前先查找，结果不明时再次查找。
function createOrder(array $order): array
{
    $existing = existingOrder($order);
    if ($existing) {
        return $existing;
    }
    $failure = new PayInError('POST', 0, 'POST /orders: the answer cannot be read');
    try {
        $made = post('/orders', $order);
        $id = field($made, 'orderId', 'id');
        if ($id !== null && isset($made['status'], $made['amount'])) {
            if (content($made) !== content($order)) {
                throw new RuntimeException("order $id was made, but not as asked: do not use it");
            }
            return payable($made);
        }
    } catch (PayInError $error) {
        if (!$error->isUncertain() && $error->status !== 409) {
            throw $error;
        }
        $failure = $error;
    }
    foreach ([0, 1, 2, 4] as $seconds) {
        pause($seconds * BACKOFF_SECONDS);
        try {
            $existing = existingOrder($order);
        } catch (PayInError) {
            continue;
        }
        if ($existing) {
            return $existing;
        }
    }
    if (!$failure->isUncertain()) {
        throw $failure;
    }
    $advice = 'unknown whether the order was made: run again after a minute with the same orderReference';
    throw new PayInError('POST', 0, $failure->getMessage() . "\n$advice");
}
