//en Receives webhooks of PayIn: checks the signature over the raw bytes, and handles each event once.
//zh 接收 PayIn 的 webhook：对原始字节验证签名，且每个事件只处理一次。
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

const toleranceSeconds = 300
const maximumBytes = 1 << 20

var secret = []byte(os.Getenv("PAYIN_WEBHOOK_SECRET"))
var port = environment("PORT", "3000")
var eventsFolder = os.Getenv("EVENTS_FOLDER")
var seconds = regexp.MustCompile(`^[0-9]{1,11}$`)

func environment(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

//en isSigned checks the header. It is the code of the body in 64 digits, or t=SECONDS,v1=CODE, where the code is of the
//en time, a point and the body. There may be several v1 while a secret is being replaced.
//zh isSigned 验证该头部：它是请求体签名码的 64 位十六进制数字，或 t=秒数,v1=签名码，后者对时间、一个点和请求体签名。
//zh 更换密钥期间可能有多个 v1。
func isSigned(body []byte, header string) bool {
	var stamp string
	var isStamped bool
	var plain, codes []string
	for _, part := range strings.Split(header, ",") {
		part = strings.TrimSpace(part)
		switch {
		case strings.HasPrefix(part, "t=") && !isStamped:
			stamp, isStamped = part[2:], true
		case strings.HasPrefix(part, "v1="):
			codes = append(codes, part[3:])
		default:
			plain = append(plain, part)
		}
	}
	mac := hmac.New(sha256.New, secret)
	if !isStamped {
		codes = plain
	} else {
		//en An old webhook may be a recording that is played again. The plain form has no time, so no age is seen in
		//en it: there only the id of the event protects you.
		//zh 过旧的 webhook 可能是重放。纯签名形式不含时间，看不出时效：此时只有事件 id 能提供保护。
		age := time.Now().Unix() - number(stamp)
		if !seconds.MatchString(stamp) || age > toleranceSeconds || age < -toleranceSeconds {
			return false
		}
		mac.Write([]byte(stamp + "."))
	}
	mac.Write(body)
	expected := mac.Sum(nil)
	for _, code := range codes {
		if given, err := hex.DecodeString(code); err == nil && hmac.Equal(given, expected) {
			return true
		}
	}
	return false
}

func number(text string) int64 {
	value, _ := strconv.ParseInt(text, 10, 64)
	return value
}

//en underWay: an event that is being handled is answered with 503, so that PayIn sends it again should the work fail;
//en done is written after it. Put your database in place of both: insert the id under a unique key in the transaction
//en that has the effect. Only then may several processes share the work, and does a crash in between never repeat
//en the effect.
//zh underWay：正在处理的事件以 503 应答，若处理失败 PayIn 会再次发送；处理完成后才记录为已完成。请以数据库代替：在产生效果的同一事务中，
//zh 以唯一键插入该 id。只有这样，多个进程才能共同工作，中途崩溃也不会使效果重复。
var underWay sync.Map

func doneFile(id string) string {
	return filepath.Join(eventsFolder, fmt.Sprintf("%x", sha256.Sum256([]byte(id))))
}

type event struct {
	ID   string         `json:"id"`
	Type string         `json:"type"`
	Data map[string]any `json:"data"`
}

//en handle is your own work. Compare amount, token and chain with your record of the purchase before you deliver.
//en Credit deposits here or from the list (flow deposit_wallet), never from both: a webhook has no depositId, and one
//en transaction (txHash) may hold several deposits.
//zh handle 由您实现。发货之前，请将金额、代币和链与购买记录核对。充值只能在此处或依据列表
//zh （流程 deposit_wallet）入账，不可两者并用：webhook 不含 depositId，而一笔交易（txHash）可能包含多笔充值。
func handle(event event) error {
	data := event.Data
	switch event.Type {
	case "order.completed":
		log.Printf("paid: %q", []any{field(data, "orderReference", "order_reference"), data["amount"], data["currency"]})
	case "order.expired":
		log.Printf("expired: %q", field(data, "orderReference", "order_reference"))
	case "deposit.confirmed", "deposit.completed":
		log.Printf("deposit: %q", []any{data["depositReference"], data["amount"], field(data, "currency", "token"), data["txHash"]})
	}
	//en Other events are acknowledged, or they would be sent again.
	//zh 其他事件也要确认，否则会被重复发送。
	return nil
}

func field(data map[string]any, names ...string) any {
	for _, name := range names {
		if value := data[name]; value != nil {
			return value
		}
	}
	return nil
}

//en receive returns the status of the answer.
//zh receive 返回应答的状态码。
func receive(body []byte, signature string) int {
	if !isSigned(body, signature) {
		return http.StatusUnauthorized
	}
	var received event
	if json.Unmarshal(body, &received) != nil || received.ID == "" {
		return http.StatusBadRequest
	}
	if _, isUnderWay := underWay.LoadOrStore(received.ID, true); isUnderWay {
		return http.StatusServiceUnavailable
	}
	defer underWay.Delete(received.ID)
	if err := handleOnce(received); err != nil {
		//en With 500 PayIn sends the event again.
		//zh 返回 500 时，PayIn 会再次发送该事件。
		log.Print(err)
		return http.StatusInternalServerError
	}
	return http.StatusOK
}

func handleOnce(received event) error {
	_, err := os.Stat(doneFile(received.ID))
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := handle(received); err != nil {
		return err
	}
	return os.WriteFile(doneFile(received.ID), nil, 0o600)
}

func main() {
	if len(secret) == 0 {
		log.Fatal("set PAYIN_WEBHOOK_SECRET to the secret of this endpoint")
	}
	if !filepath.IsAbs(eventsFolder) {
		log.Fatal("set EVENTS_FOLDER to a folder for the ids of events, from the root: /var/lib/payin-events")
	}
	if err := os.MkdirAll(eventsFolder, 0o700); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/webhooks/payin", func(response http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(response, request.Body, maximumBytes))
		switch {
		case request.Method != http.MethodPost:
			response.WriteHeader(http.StatusNotFound)
		case err != nil:
			response.WriteHeader(http.StatusRequestEntityTooLarge)
		default:
			response.WriteHeader(receive(body, request.Header.Get("x-payin-signature")))
		}
	})
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on http://%s/webhooks/payin\n", listener.Addr())
	server := &http.Server{ReadTimeout: 30 * time.Second, WriteTimeout: 30 * time.Second}
	log.Fatal(server.Serve(listener))
}
