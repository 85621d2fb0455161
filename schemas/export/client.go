import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

//en {{host_note}}
//zh {{host_note}}
var baseURL = strings.TrimRight(environment("PAYIN_BASE_URL", {{base_url}}), "/")

//en The longest first pause between two attempts; it doubles from one to the next.
//zh 两次尝试之间首次等待的上限，之后逐次加倍。
var backoffSeconds = secondsSetting("BACKOFF_SECONDS", "1")

func secondsSetting(name, otherwise string) float64 {
	text := environment(name, otherwise)
	if !regexp.MustCompile(`^[0-9]{1,2}(\.[0-9]{1,3})?$`).MatchString(text) {
		check(fmt.Errorf("%s must be a number of seconds below 100", name))
	}
	seconds, _ := strconv.ParseFloat(text, 64)
	return seconds
}

//en A redirect would take the key to another host, and is not followed.
//zh 重定向会把密钥带到其他主机，因此不跟随。
var client = &http.Client{
	Timeout:       30 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func environment(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

//en PayInError is a failed request. Its status is that of HTTP; 0 if there was no answer, or none that can be read.
//zh PayInError 表示失败的请求。Status 为 HTTP 状态码；没有应答或应答无法读取时为 0。
type PayInError struct {
	Method            string
	Status            int
	Message           string
	RetryAfterSeconds int
}

func (e *PayInError) Error() string { return e.Message }

//en isTransient reports that nothing was done: the call may soon be repeated.
//zh isTransient 表示什么都没有发生：稍后可以重复调用。
func (e *PayInError) isTransient() bool {
	switch e.Status {
	case 0, 408, 429, 502, 503, 504:
		return !e.isUncertain() && e.RetryAfterSeconds <= 60
	}
	return false
}

//en isUncertain reports whether a write may or may not have taken effect.
//zh isUncertain 表示写入可能已生效，也可能没有。
func (e *PayInError) isUncertain() bool {
	return e.Method != "GET" && (e.Status == 0 || e.Status == 303 || e.Status == 408 || e.Status >= 500)
}

//en Clients that failed together must not come back together.
//zh 同时失败的客户端不应同时重试。
var jitter = rand.New(rand.NewSource(time.Now().UnixNano()))

func pause(seconds float64) { time.Sleep(time.Duration(seconds * float64(time.Second))) }

func send(method, path string, body map[string]any) (any, error) {
	//en The key must not travel in the clear, except on this machine.
	//zh 除本机外，密钥不得以明文传输。
	allowed := regexp.MustCompile(`^(https://[^/@?#\\]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?)(/|$)`)
	if !allowed.MatchString(baseURL) {
		return nil, errors.New("PAYIN_BASE_URL must be https, without a user name")
	}
	if os.Getenv("PAYIN_API_KEY") == "" {
		return nil, errors.New("set PAYIN_API_KEY")
	}
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		content = bytes.NewReader(text)
	}
	request, err := http.NewRequest(method, baseURL+path, content)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("PAYIN_API_KEY"))
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return nil, &PayInError{Method: method, Message: fmt.Sprintf("%s %s: no answer (%v)", method, path, err)}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 16<<20))
	if err != nil {
		return nil, &PayInError{Method: method, Message: fmt.Sprintf("%s %s: no answer (%v)", method, path, err)}
	}
	return readReply(method, path, response, text)
}

func readReply(method, path string, response *http.Response, text []byte) (any, error) {
	var reply map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	//en A binary fraction would lose digits of an amount.
	//zh 二进制小数会丢失金额的位数。
	decoder.UseNumber()
	isReadable := decoder.Decode(&reply) == nil && reply != nil
	failure := &PayInError{Method: method, Status: response.StatusCode}
	reason := field(reply, "message", "error")
	if isSuccess := failure.Status >= 200 && failure.Status < 300; isSuccess && reply["success"] != false {
		data, isThere := reply["data"]
		switch data.(type) {
		case map[string]any, []any:
			return data, nil
		}
		if isReadable && !isThere {
			return map[string]any{}, nil
		}
		failure.Status, reason = 0, ""
	}
	if reason == "" {
		reason = "the answer cannot be read"
	}
	failure.RetryAfterSeconds = secondsOf(response.Header.Get("Retry-After"))
	failure.Message = fmt.Sprintf("%s %s: HTTP %d, %s", method, path, response.StatusCode, reason)
	return nil, failure
}

//en secondsOf is the wait that Retry-After asks for, in seconds or as a date.
//zh secondsOf 返回 Retry-After 要求的等待时间，可以是秒数或日期。
func secondsOf(retryAfter string) int {
	seconds, err := strconv.Atoi(retryAfter)
	if date, notDate := http.ParseTime(retryAfter); err != nil && notDate == nil {
		seconds = int(time.Until(date).Seconds()) + 1
	}
	return seconds
}

//en get reads. Reads are repeated, with a random part of a growing pause.
//zh get 执行读取。读取会重试，等待时间取递增上限中的随机一段。
func get(path string, query map[string]string) (any, error) {
	values := url.Values{}
	for name, value := range query {
		values.Set(name, value)
	}
	if len(values) > 0 {
		path += "?" + values.Encode()
	}
	for attempt := 0; ; attempt++ {
		data, err := send("GET", path, nil)
		var failure *PayInError
		if err == nil || !errors.As(err, &failure) || !failure.isTransient() || attempt == 3 {
			return data, err
		}
		wait := jitter.Float64() * float64(int(1)<<attempt) * backoffSeconds
		if after := float64(failure.RetryAfterSeconds); after > wait {
			wait = after
		}
		pause(wait)
	}
}

//en post writes. Writes are sent once: a failure does not show whether they took effect.
//zh post 执行写入。写入只发送一次：失败并不说明它是否已生效。
func post(path string, body map[string]any) (map[string]any, error) {
	if body == nil {
		body = map[string]any{}
	}
	data, err := send("POST", path, body)
	object, _ := data.(map[string]any)
	return object, err
}

func pathOf(parts ...string) string {
	path := ""
	for _, part := range parts {
		path += "/" + url.PathEscape(part)
	}
	return path
}

//en field is the first of these fields that is there, as text: versions of the API differ in their names.
//zh field 以文本返回其中第一个存在的字段：API 各版本的名称有所不同。
func field(values any, names ...string) string {
	object, _ := values.(map[string]any)
	for _, name := range names {
		if value := object[name]; value != nil {
			return fmt.Sprint(value)
		}
	}
	return ""
}

//en rowsOf are the rows of a list, which some versions of the API put under a name. What cannot be read is no empty list.
//zh rowsOf 返回列表中的各行；API 的某些版本会将其放在一个名称之下。无法读取的列表不等于空列表。
func rowsOf(data any, name string) ([]map[string]any, error) {
	if object, ok := data.(map[string]any); ok {
		data = object[name]
	}
	list, isReadable := data.([]any)
	rows := []map[string]any{}
	for _, element := range list {
		row, isRow := element.(map[string]any)
		isReadable = isReadable && isRow
		rows = append(rows, row)
	}
	if !isReadable {
		message := fmt.Sprintf("cannot tell what there is: the list of %s cannot be read", name)
		return nil, &PayInError{Method: "GET", Status: 200, Message: message}
	}
	return rows, nil
}

//en check ends the program after a failure. Exit status: 1 failed, 3 it is unknown whether a write took effect.
//zh check 在失败后结束程序。退出状态：1 失败，3 不知道写入是否已生效。
func check(err error) {
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, err)
	var failure *PayInError
	if errors.As(err, &failure) && failure.isUncertain() {
		os.Exit(3)
	}
	os.Exit(1)
}
