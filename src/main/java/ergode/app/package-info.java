/** Commands and configuration: text from the user to validated records, and exit codes back. */
@NullMarked
package ergode.app;

import org.jspecify.annotations.NullMarked;
