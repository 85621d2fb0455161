<?php
//en Receives webhooks of PayIn: checks the signature over the raw bytes, and handles each event once.
//zh 接收 PayIn 的 webhook：对原始字节验证签名，且每个事件只处理一次。
declare(strict_types=1);

define('SECRET', getenv('PAYIN_WEBHOOK_SECRET') ?: '');
define('EVENTS_FOLDER', getenv('EVENTS_FOLDER') ?: '');
const TOLERANCE_SECONDS = 300;
const MAXIMUM_BYTES = 1024 * 1024;

//en The header is the code of the body in 64 digits, or t=SECONDS,v1=CODE, where the code is of the time, a point and the
//en body. There may be several v1 while a secret is being replaced.
//zh 该头部是请求体签名码的 64 位十六进制数字，或 t=秒数,v1=签名码，后者对时间、一个点和请求体签名。更换密钥期间可能有多个 v1。
function isSigned(string $body, string $header): bool
{
    $times = $codes = [];
    $parts = array_map('trim', explode(',', $header));
    foreach ($parts as $part) {
        if (str_starts_with($part, 't=')) {
            $times[] = substr($part, 2);
        } elseif (str_starts_with($part, 'v1=')) {
            $codes[] = substr($part, 3);
        }
    }
    if ($times) {
        //en An old webhook may be a recording that is played again. The plain form has no time, so no age is seen in
        //en it: there only the id of the event protects you.
        //zh 过旧的 webhook 可能是重放。纯签名形式不含时间，看不出时效：此时只有事件 id 能提供保护。
        if (!preg_match('/\A[0-9]{1,11}\z/', $times[0]) || abs(time() - (int) $times[0]) > TOLERANCE_SECONDS) {
            return false;
        }
        $body = $times[0] . '.' . $body;
    }
    $expected = hash_hmac('sha256', $body, SECRET);
    foreach ($times ? $codes : $parts as $code) {
        if (hash_equals($expected, strtolower($code))) {
            return true;
        }
    }
    return false;
}

//en An event that is being handled is answered with 503, so that PayIn sends it again should the work fail; done is
//en written after it. Put your database in place of both: insert the id under a unique key in the transaction that has the
//en effect. Only then may several machines share the work, and does a crash in between never repeat the effect.
//zh 正在处理的事件以 503 应答，若处理失败 PayIn 会再次发送；处理完成后才记录为已完成。请以数据库代替：在产生效果的同一事务中，
//zh 以唯一键插入该 id。只有这样，多台机器才能共同工作，中途崩溃也不会使效果重复。
function lock(string $id)
{
    @mkdir(EVENTS_FOLDER, 0700, true);
    $file = @fopen(EVENTS_FOLDER . '/' . hash('sha256', $id), 'c+');
    if ($file === false) {
        throw new RuntimeException('the folder of events cannot be written');
    }
    return flock($file, LOCK_EX | LOCK_NB) ? $file : null;
}

//en Your own work. Compare amount, token and chain with your record of the purchase before you deliver. Credit deposits
//en here or from the list (flow deposit_wallet), never from both: a webhook has no depositId, and one transaction (txHash)
//en may hold several deposits.
//zh 在此编写业务逻辑。发货之前，请将金额、代币和链与购买记录核对。充值只能在此处或依据列表
//zh （流程 deposit_wallet）入账，不可两者并用：webhook 不含 depositId，而一笔交易（txHash）可能包含多笔充值。
function handle(array $event): void
{
    $data = $event['data'] ?? [];
    $reference = $data['orderReference'] ?? $data['order_reference'] ?? null;
    switch ($event['type'] ?? '') {
        case 'order.completed':
            error_log('paid: ' . json_encode([$reference, $data['amount'] ?? null, $data['currency'] ?? null]));
            break;
        case 'order.expired':
            error_log('expired: ' . json_encode($reference));
            break;
        case 'deposit.confirmed':
        case 'deposit.completed':
            $token = $data['currency'] ?? $data['token'] ?? null;
            $fields = [$data['depositReference'] ?? null, $data['amount'] ?? null, $token, $data['txHash'] ?? null];
            error_log('deposit: ' . json_encode($fields));
            break;
        //en Events that are not known are acknowledged, or they would be sent again.
        //zh 未知事件也要确认，否则会被重复发送。
    }
}

//en Returns the status of the answer.
//zh 返回应答的状态码。
function receive(string $body, string $signature): int
{
    if (SECRET === '') {
        error_log('set PAYIN_WEBHOOK_SECRET to the secret of this endpoint');
        return 500;
    }
    if (!str_starts_with(EVENTS_FOLDER, '/')) {
        error_log('set EVENTS_FOLDER to a folder for the ids of events, from the root: /var/lib/payin-events');
        return 500;
    }
    if (!isSigned($body, $signature)) {
        return 401;
    }
    $event = json_decode($body, true);
    $id = is_array($event) ? $event['id'] ?? null : null;
    if (!is_string($id) || $id === '') {
        return 400;
    }
    try {
        $file = lock($id);
        if ($file === null) {
            return 503;
        }
        //en A file with content is that of an event that is done. The lock ends with the request.
        //zh 有内容的文件表示事件已完成。锁随请求结束而释放。
        if (fgetc($file) === false) {
            handle($event);
            if (fwrite($file, 'done') === false || !fflush($file)) {
                throw new RuntimeException('the folder of events cannot be written');
            }
        }
        return 200;
    } catch (Throwable $error) {
        //en With 500 PayIn sends the event again.
        //zh 返回 500 时，PayIn 会再次发送该事件。
        error_log($error->getMessage());
        return 500;
    }
}

if ($_SERVER['REQUEST_METHOD'] !== 'POST' || strtok($_SERVER['REQUEST_URI'], '?') !== '/webhooks/payin') {
    http_response_code(404);
} else {
    $body = file_get_contents('php://input', length: MAXIMUM_BYTES + 1);
    $isTooLong = strlen($body) > MAXIMUM_BYTES;
    http_response_code($isTooLong ? 413 : receive($body, $_SERVER['HTTP_X_PAYIN_SIGNATURE'] ?? ''));
}
