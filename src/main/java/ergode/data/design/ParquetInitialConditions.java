package ergode.data.design;

import ergode.data.InvalidInputException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads initial conditions from one Parquet file, as pandas, polars, DuckDB or Spark write it.
 *
 * <p>The wanted columns may be double, float or signed integers, in any order, nullable or not;
 * other columns are ignored, whatever their type.
 */
public final class ParquetInitialConditions {
  private final String fileName;
  private final List<String> columns;

  private ParquetInitialConditions(String fileName, List<String> columns) {
    this.fileName = fileName;
    this.columns = columns;
  }

  /**
   * Reads all rows of a file.
   *
   * @param columns the components of a state, in the state's order
   * @return one trajectory per row, in the file's order
   * @throws InvalidInputException if the file is not Parquet, or naming the file, the row (0-based,
   *     the simId), the column and the value
   */
  public static FileDesign read(Path path, Configuration configuration, List<String> columns)
      throws IOException {
    HadoopInputFile file = HadoopInputFile.fromPath(path, configuration);
    ParquetReadOptions options = HadoopReadOptions.builder(configuration).build();
    try (ParquetFileReader reader = ParquetFileReader.open(file, options)) {
      return new ParquetInitialConditions(path.toString(), columns).read(reader);
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException e) {
      // parquet-hadoop reports a foreign or damaged file as a bare RuntimeException.
      InvalidInputException invalid =
          new InvalidInputException(
              path.toString(), "not readable as Parquet", "a complete, unencrypted Parquet file");
      invalid.initCause(e);
      throw invalid;
    }
  }

  private FileDesign read(ParquetFileReader reader) throws IOException {
    MessageType schema = reader.getFileMetaData().getSchema();
    MessageType wanted =
        new MessageType(
            schema.getName(),
            columns.stream().map(column -> ParquetColumns.find(fileName, schema, column)).toList());
    reader.setRequestedSchema(wanted);
    double[] values = new double[valueCount(reader.getRecordCount())];
    int row = 0;
    for (PageReadStore pages = reader.readNextRowGroup();
        pages != null;
        pages = reader.readNextRowGroup()) {
      int rows = Math.toIntExact(pages.getRowCount());
      ColumnReadStore store =
          new ColumnReadStoreImpl(
              pages, new NoConverter(), wanted, reader.getFileMetaData().getCreatedBy());
      for (int j = 0; j < columns.size(); j++) {
        ColumnDescriptor column = wanted.getColumnDescription(new String[] {columns.get(j)});
        readColumn(store.getColumnReader(column), j, row, rows, values);
      }
      row += rows;
    }
    return new FileDesign(columns.size(), values);
  }

  private int valueCount(long rows) {
    long most = DoubleBuilder.MAX_LENGTH / columns.size();
    if (rows < 1 || rows > most) {
      throw new InvalidInputException(fileName, rows + " rows", "1 to " + most + " rows");
    }
    return Math.toIntExact(rows * columns.size());
  }

  private void readColumn(ColumnReader reader, int j, int firstRow, int rows, double[] values) {
    ColumnDescriptor descriptor = reader.getDescriptor();
    PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
    for (int row = firstRow; row < firstRow + rows; row++) {
      if (reader.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel()) {
        throw badValue(row, j, "null");
      }
      double value = number(reader, type);
      if (!Double.isFinite(value)) {
        throw badValue(row, j, Double.toString(value));
      }
      values[row * columns.size() + j] = value;
      reader.consume();
    }
  }

  private static double number(ColumnReader reader, PrimitiveTypeName type) {
    return switch (type) {
      case DOUBLE -> reader.getDouble();
      case FLOAT -> reader.getFloat();
      case INT32 -> reader.getInteger();
      case INT64 -> reader.getLong();
      default -> throw new IllegalStateException("column type " + type + " was not refused");
    };
  }

  private InvalidInputException badValue(int row, int j, String value) {
    return new InvalidInputException(
        fileName + " row " + row + ", column " + columns.get(j), value, "a finite number");
  }

  /** The column store asks for converters; values are taken from the column readers instead. */
  private static final class NoConverter extends GroupConverter {
    @Override
    public Converter getConverter(int fieldIndex) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
