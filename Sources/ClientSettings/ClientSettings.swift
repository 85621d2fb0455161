/// The MCP clients whose settings this program can write.
package enum ClientSettings {}
