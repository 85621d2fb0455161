//en {{host_note}}
//zh {{host_note}}
define('BASE_URL', rtrim(getenv('PAYIN_BASE_URL') ?: {{base_url}}, '/'));
define('API_KEY', getenv('PAYIN_API_KEY') ?: '');
//en The longest first pause between two attempts; it doubles from one to the next.
//zh 两次尝试之间首次等待的上限，之后逐次加倍。
define('BACKOFF_SECONDS', (string) getenv('BACKOFF_SECONDS') === '' ? '1' : getenv('BACKOFF_SECONDS'));
if (!preg_match('/\A[0-9]{1,2}(\.[0-9]{1,3})?\z/', BACKOFF_SECONDS)) {
    fwrite(STDERR, "BACKOFF_SECONDS must be a number of seconds below 100\n");
    exit(1);
}
const TIMEOUT_SECONDS = 30;
const JSON_FLAGS = JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION;

class PayInError extends RuntimeException
{
    //en The status is that of HTTP; 0 if there was no answer, or none that can be read.
    //zh status 为 HTTP 状态码；没有应答或应答无法读取时为 0。
    public function __construct(
        public string $method,
        public int $status,
        string $message,
        public int $retryAfterSeconds = 0
    ) {
        parent::__construct($message);
    }

    //en Nothing was done: the call may soon be repeated.
    //zh 什么都没有发生：稍后可以重复调用。
    public function isTransient(): bool
    {
        $isPassing = in_array($this->status, [0, 408, 429, 502, 503, 504], true);
        return $isPassing && !$this->isUncertain() && $this->retryAfterSeconds <= 60;
    }

    //en A write may or may not have taken effect.
    //zh 写入可能已生效，也可能没有。
    public function isUncertain(): bool
    {
        return $this->method !== 'GET' && (in_array($this->status, [0, 303, 408], true) || $this->status >= 500);
    }
}

function pause(float $seconds): void
{
    usleep((int) ($seconds * 1_000_000));
}

function send(string $method, string $path, ?array $body = null): array
{
    //en The key must not travel in the clear, except on this machine.
    //zh 除本机外，密钥不得以明文传输。
    if (!preg_match('~^(https://[^/@?#\\\\]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?)(/|\z)~', BASE_URL)) {
        throw new InvalidArgumentException('PAYIN_BASE_URL must be https, without a user name');
    }
    if (API_KEY === '') {
        throw new InvalidArgumentException('set PAYIN_API_KEY');
    }
    $retryAfter = 0;
    $request = curl_init(BASE_URL . $path);
    curl_setopt_array($request, [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . API_KEY, 'Content-Type: application/json'],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_FOLLOWLOCATION => false,
        CURLOPT_TIMEOUT => TIMEOUT_SECONDS,
        //en On a kept connection libcurl may send a request a second time by itself.
        //zh 复用连接时，libcurl 可能自行再次发送请求。
        CURLOPT_FRESH_CONNECT => true,
        CURLOPT_HEADERFUNCTION => function ($request, string $line) use (&$retryAfter): int {
            if (preg_match('/^retry-after:\s*(.*?)\s*$/i', $line, $match)) {
                $retryAfter = secondsOf($match[1]);
            }
            return strlen($line);
        },
    ]);
    if ($body !== null) {
        curl_setopt($request, CURLOPT_POSTFIELDS, json_encode((object) $body, JSON_FLAGS));
    }
    $text = curl_exec($request);
    $status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
    if ($text === false) {
        throw new PayInError($method, 0, "$method $path: no answer (" . curl_error($request) . ')');
    }
    $reply = json_decode($text, true);
    $isReadable = json_decode($text) instanceof stdClass;
    if ($status >= 200 && $status < 300 && !($isReadable && ($reply['success'] ?? true) === false)) {
        $data = $isReadable && !array_key_exists('data', $reply) ? [] : $reply['data'] ?? null;
        if ($isReadable && is_array($data)) {
            //en An empty object is no empty list.
            //zh 空对象不等于空列表。
            return $data === [] && !is_array(json_decode($text)->data ?? null) ? ['data' => null] : $data;
        }
        throw new PayInError($method, 0, "$method $path: HTTP $status, the answer cannot be read");
    }
    $reason = $reply['message'] ?? $reply['error'] ?? 'the answer cannot be read';
    $reason = is_string($reason) ? $reason : json_encode($reason);
    throw new PayInError($method, $status, "$method $path: HTTP $status, $reason", $retryAfter);
}

//en The wait that Retry-After asks for, in seconds or as a date.
//zh Retry-After 要求的等待时间，可以是秒数或日期。
function secondsOf(string $retryAfter): int
{
    return ctype_digit($retryAfter) ? (int) $retryAfter : max(0, (int) strtotime($retryAfter) - time());
}

//en Reads are repeated, with a random part of a growing pause.
//zh 读取会重试，等待时间取递增上限中的随机一段。
function get(string $path, array $query = []): array
{
    if ($query) {
        $path .= '?' . http_build_query($query, '', '&', PHP_QUERY_RFC3986);
    }
    for ($attempt = 1; ; $attempt++) {
        try {
            return send('GET', $path);
        } catch (PayInError $error) {
            if (!$error->isTransient() || $attempt === 4) {
                throw $error;
            }
            pause(max($error->retryAfterSeconds, random_int(0, 1000) / 1000 * 2 ** ($attempt - 1) * BACKOFF_SECONDS));
        }
    }
}

//en Writes are sent once: a failure does not show whether they took effect.
//zh 写入只发送一次：失败并不说明它是否已生效。
function post(string $path, array $body = []): array
{
    return send('POST', $path, $body);
}

function pathOf(string ...$parts): string
{
    return implode('', array_map(fn (string $part): string => '/' . rawurlencode($part), $parts));
}

//en The first of these fields that is there: versions of the API differ in their names.
//zh 返回其中第一个存在的字段：API 各版本的名称有所不同。
function field(array $values, string ...$names): mixed
{
    foreach ($names as $name) {
        if (isset($values[$name])) {
            return $values[$name];
        }
    }
    return null;
}

//en The rows of a list, which some versions of the API put under a name. What cannot be read is no empty list.
//zh 列表中的各行；API 的某些版本会将其放在一个名称之下。无法读取的列表不等于空列表。
function rowsOf(array $data, string $name): array
{
    $rows = array_is_list($data) ? $data : $data[$name] ?? null;
    if (!is_array($rows) || !array_is_list($rows) || array_filter($rows, is_array(...)) !== $rows) {
        throw new PayInError('GET', 200, "cannot tell what there is: the list of $name cannot be read");
    }
    return $rows;
}

//en Exit status: 1 failed, 3 it is unknown whether a write took effect.
//zh 退出状态：1 失败，3 不知道写入是否已生效。
function fail(Throwable $error): never
{
    fwrite(STDERR, $error->getMessage() . "\n");
    exit($error instanceof PayInError && $error->isUncertain() ? 3 : 1);
}
