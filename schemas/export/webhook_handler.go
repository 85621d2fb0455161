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
	"time"
)

const toleranceSeconds = 300
const maximumBytes = 1 << 20

var secret = []byte(os.Getenv("PAYIN_WEBHOOK_SECRET"))
var port = environment("PORT", "3000")
var eventsFolder = environment("EVENTS_FOLDER", "payin-events")
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
	var plain, codes []string
	for _, part := range strings.Split(header, ",") {
		part = strings.TrimSpace(part)
		switch {
		case strings.HasPrefix(part, "t=") && stamp == "":
			stamp = part[2:]
		case strings.HasPrefix(part, "v1="):
			codes = append(codes, part[3:])
		default:
			plain = append(plain, part)
		}
	}
	mac := hmac.New(sha256.New, secret)
	if stamp == "" {
		codes = plain
	} else {
		//en An old webhook may be a recording that is played again.
		//zh 过旧的 webhook 可能是重放。
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

func claimFile(id string) string {
	return filepath.Join(eventsFolder, fmt.Sprintf("%x", sha256.Sum256([]byte(id))))
}

//en claim returns false if the event was claimed before. Put your database in place of the folder: insert the id under a
//en unique key in the transaction that has the effect, so that a crash in between loses nothing.
//zh 若事件已被认领，claim 返回 false。请以数据库代替此文件夹：在产生效果的同一事务中，以唯一键插入该 id，这样中途崩溃也不会丢失。
func claim(id string) (bool, error) {
	if err := os.MkdirAll(eventsFolder, 0o700); err != nil {
		return false, err
	}
	file, err := os.OpenFile(claimFile(id), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, file.Close()
}

type event struct {
	ID   string         `json:"id"`
	Type string         `json:"type"`
	Data map[string]any `json:"data"`
}

//en handle is your own work. Compare amount, token and chain with your record of the purchase before you deliver.
//zh handle 由您实现。发货之前，请将金额、代币和链与购买记录核对。
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
	isNew, err := claim(received.ID)
	if err == nil && isNew {
		if err = handle(received); err != nil {
			//en With 500 PayIn sends the event again.
			//zh 返回 500 时，PayIn 会再次发送该事件。
			os.Remove(claimFile(received.ID))
		}
	}
	if err != nil {
		log.Print(err)
		return http.StatusInternalServerError
	}
	return http.StatusOK
}

func main() {
	if len(secret) == 0 {
		log.Fatal("set PAYIN_WEBHOOK_SECRET to the secret of this endpoint")
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
