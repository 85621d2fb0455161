#en An order at the checkout: make it once, send the payer to its page, deliver after the webhook.
#zh 结账下单：只创建一次，将付款人引导至付款页，收到 webhook 后再发货。
{{client}}


{{create_order}}


def main():
    #en Store the orderReference with the purchase before this call: after a crash the same call finds the same order.
    #zh 调用前请将 orderReference 与购买记录一起保存：崩溃后以相同参数调用会找到同一订单。
    order = create_order({{order}})
    order_id = field(order, "orderId", "id")
    print("orderId:", order_id)
    print("paymentUrl:", field(order, "paymentUrl", "url"))
    #en Deliver after the webhook order.completed (flow webhook_handler). This read is for a page that shows the state.
    #zh 收到 webhook order.completed 后再发货（见流程 webhook_handler）。此处读取仅用于展示状态。
    print("status:", field(get(path_of("orders", order_id)), "status"))


if __name__ == "__main__":
    run(main)
