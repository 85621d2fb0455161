<?php
//en Receives webhooks of PayIn: checks the signature over the raw bytes, and handles each event once.
//zh 接收 PayIn 的 webhook：对原始字节验证签名，且每个事件只处理一次。
declare(strict_types=1);

define('SECRET', getenv('PAYIN_WEBHOOK_SECRET') ?: '');
define('EVENTS_FOLDER', getenv('EVENTS_FOLDER') ?: 'payin-events');
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
        //en An old webhook may be a recording that is played again.
        //zh 过旧的 webhook 可能是重放。
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

function claimFile(string $id): string
{
    return EVENTS_FOLDER . '/' . hash('sha256', $id);
}

//en Returns false if the event was claimed before. Put your database in place of the folder: insert the id under a unique
//en key in the transaction that has the effect, so that a crash in between loses nothing.
//zh 若事件已被认领则返回 false。请以数据库代替此文件夹：在产生效果的同一事务中，以唯一键插入该 id，这样中途崩溃也不会丢失。
function claim(string $id): bool
{
    @mkdir(EVENTS_FOLDER, 0700, true);
    $file = @fopen(claimFile($id), 'x');
    if ($file === false && !file_exists(claimFile($id))) {
        throw new RuntimeException('the folder of events cannot be written');
    }
    return $file !== false;
}

//en Your own work. Compare amount, token and chain with your record of the purchase before you deliver.
//zh 在此编写业务逻辑。发货之前，请将金额、代币和链与购买记录核对。
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
    if (!isSigned($body, $signature)) {
        return 401;
    }
    $event = json_decode($body, true);
    if (!is_array($event) || !is_string($event['id'] ?? null)) {
        return 400;
    }
    if (!claim($event['id'])) {
        return 200;
    }
    try {
        handle($event);
        return 200;
    } catch (Throwable $error) {
        //en With 500 PayIn sends the event again.
        //zh 返回 500 时，PayIn 会再次发送该事件。
        unlink(claimFile($event['id']));
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
